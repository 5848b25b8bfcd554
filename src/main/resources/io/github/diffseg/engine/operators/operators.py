class Operators(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def cpu_capability(self: __torch__.Operators) -> str:
    return torch._get_cpu_capability()

  def widen(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(x, 6)

  def convert(self: __torch__.Operators, x: Tensor, type: int) -> Tensor:
    return torch.to(x, type)

  def channels_last(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.contiguous(x, memory_format=2)

  # Weights narrower than the input are widened into one buffer that stays: to allocate a new one each
  # time costs several times the conversion, in page faults.
  def prepared(self: __torch__.Operators, weight: Tensor, x: Tensor, buffer: Tensor) -> Tensor:
    if torch.eq(ops.prim.dtype(weight), ops.prim.dtype(x)):
      result = weight
    else:
      fits = torch.le(torch.numel(weight), torch.numel(buffer))
      if torch.__and__(fits, torch.eq(ops.prim.dtype(x), ops.prim.dtype(buffer))):
        result = torch.copy_(torch.view(torch.slice(buffer, 0, 0, torch.numel(weight)), torch.size(weight)), weight)
      else:
        result = torch.to(weight, ops.prim.dtype(x))
    return result

  def convolution(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, buffer: Tensor) -> Tensor:
    w = (self).prepared(weight, x, buffer, )
    b = torch.to(bias, ops.prim.dtype(x))
    return torch.conv2d(x, w, b, [stride, stride], [padding, padding])

  # With kernels of 1 x 1 each pixel is a token.
  def convolution_of_points(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, buffer: Tensor) -> Tensor:
    y = (self).linear((self).tokens(x, ), torch.view(weight, [torch.size(weight, 0), -1]), bias, buffer, )
    return (self).from_tokens(y, torch.size(x, 2), torch.size(x, 3), )

  # For small maps with many channels: the native convolution spends its time on reordering weights.
  def convolution_by_columns(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, buffer: Tensor) -> Tensor:
    b = torch.to(bias, ops.prim.dtype(x))
    channels = torch.size(x, 1)
    kernel = torch.size(weight, 2)
    image = torch.contiguous(torch.constant_pad_nd(torch.permute(x, [0, 2, 3, 1]), [0, 0, padding, padding, padding, padding], 0))
    row = torch.mul(torch.size(image, 2), channels)
    height = torch.add(torch.floordiv(torch.sub(torch.size(image, 1), kernel), stride), 1)
    width = torch.add(torch.floordiv(torch.sub(torch.size(image, 2), kernel), stride), 1)
    patches = torch.as_strided(image, [height, width, channels, kernel, kernel], [torch.mul(row, stride), torch.mul(channels, stride), 1, row, channels])
    y = (self).dense_as_prepared(torch.reshape(patches, [torch.mul(height, width), -1]), torch.reshape(weight, [torch.size(weight, 0), -1]), b, buffer, )
    return torch.permute(torch.view(y, [1, height, width, -1]), [0, 3, 1, 2])

  # Winograd's F(4 x 4, 3 x 3): each tile of 4 x 4 results takes 36 multiplications for each pair of
  # channels, not 144. Goes through "chunk" rows of tiles and "block" output channels at a time. The
  # input is normed and activated on its way into the tiles unless the moments of the norm are empty; the
  # result is added to the target unless that is empty. The last rows of tiles may be computed twice, but
  # not added twice, so that all chunks have one size.
  def convolution_by_tiles(self: __torch__.Operators, x: Tensor, norm: Tensor, weight: Tensor, bias: Tensor, target: Tensor, to_tiles: Tensor, kernel_to_tiles: Tensor, from_tiles: Tensor, chunk: int, block: int, workspace: Tensor) -> Tensor:
    image = torch.select(torch.permute(x, [0, 2, 3, 1]), 0, 0)
    height = torch.size(image, 0)
    width = torch.size(image, 1)
    channels = torch.size(image, 2)
    results = torch.size(weight, 0)
    rows = torch.floordiv(torch.add(height, 3), 4)
    columns = torch.floordiv(torch.add(width, 3), 4)
    tiles = torch.mul(chunk, columns)
    adds = torch.gt(torch.numel(target), 0)
    if adds:
      result = torch.select(torch.permute(target, [0, 2, 3, 1]), 0, 0)
    else:
      result = torch.empty([height, width, results], dtype=6)
    window_height = torch.add(torch.mul(chunk, 4), 2)
    row_stride = torch.mul(torch.add(torch.mul(columns, 4), 2), channels)
    region = torch.mul(torch.mul(tiles, 36), ops.prim.max(channels, block))
    first_region = torch.slice(workspace, 0, 0, region)
    second_region = torch.slice(workspace, 0, region, torch.mul(region, 2))
    third_region = torch.slice(workspace, 0, torch.mul(region, 2))
    window = torch.view(torch.slice(third_region, 0, 0, torch.mul(window_height, row_stride)), [window_height, -1, channels])
    kernel_region = torch.slice(third_region, 0, torch.mul(window_height, row_stride))
    _0 = torch.zero_(window)
    gathered = torch.view(torch.slice(first_region, 0, 0, torch.mul(torch.mul(tiles, channels), 36)), [36, -1])
    transformed = torch.view(torch.slice(second_region, 0, 0, torch.mul(torch.mul(tiles, channels), 36)), [36, -1])
    for j in range(torch.__range_length(0, results, block)):
      first = torch.__derive_index(j, 0, block)
      end = ops.prim.min(results, torch.add(first, block))
      count = torch.sub(end, first)
      size = torch.mul(count, channels)
      kernels = torch.view(torch.slice(kernel_region, 0, 0, torch.mul(size, 9)), [9, -1])
      factors = torch.view(torch.slice(kernel_region, 0, torch.mul(size, 9), torch.mul(size, 45)), [36, -1])
      _1 = torch.copy_(torch.view(kernels, [3, 3, count, channels]), torch.permute(torch.slice(weight, 0, first, end), [2, 3, 0, 1]))
      _2 = torch.mm(kernel_to_tiles, kernels, out=factors)
      products = torch.view(torch.slice(first_region, 0, 0, torch.mul(torch.mul(tiles, count), 36)), [36, tiles, count])
      sums = torch.view(torch.slice(second_region, 0, 0, torch.mul(torch.mul(tiles, count), 16)), [16, -1])
      values = torch.view(torch.slice(first_region, 0, 0, torch.mul(torch.mul(tiles, count), 16)), [chunk, 4, columns, 4, count])
      for i in range(torch.__range_length(0, rows, chunk)):
        wanted = torch.__derive_index(i, 0, chunk)
        row = ops.prim.min(wanted, torch.sub(rows, chunk))
        top = torch.sub(torch.mul(row, 4), 1)
        above = ops.prim.max(0, torch.neg(top))
        bottom = ops.prim.min(height, torch.add(top, window_height))
        source = torch.slice(image, 0, torch.add(top, above), bottom)
        inside = torch.slice(torch.slice(window, 0, above, torch.sub(bottom, top)), 1, 1, torch.add(width, 1))
        if torch.gt(torch.numel(norm), 0):
          _3 = torch.silu_((self).apply_group_norm(source, norm, inside, ))
        else:
          _4 = torch.copy_(inside, source)
        _5 = torch.zero_(torch.slice(window, 0, 0, above))
        _6 = torch.zero_(torch.slice(window, 0, torch.sub(bottom, top), window_height))
        tile_factors = (self).tile_factors_at_once(window, to_tiles, columns, gathered, transformed, )
        _7 = (self).multiply_each(torch.view(tile_factors, [36, tiles, channels]), torch.view(factors, [36, count, channels]), products, )
        tile_results = (self).transform(from_tiles, torch.view(products, [36, -1]), sums, )
        _8 = torch.add(torch.permute(torch.view(tile_results, [4, 4, chunk, columns, count]), [2, 0, 3, 1, 4]), torch.slice(bias, 0, first, end), out=values)
        new = torch.slice(torch.view(values, [torch.mul(chunk, 4), -1, count]), 0, torch.mul(torch.sub(wanted, row), 4), torch.sub(height, torch.mul(row, 4)))
        new0 = torch.slice(new, 1, 0, width)
        place = torch.slice(torch.slice(result, 0, torch.mul(wanted, 4), torch.mul(torch.add(row, chunk), 4)), 2, first, end)
        if adds:
          _9 = torch.add_(place, new0)
        else:
          _10 = torch.copy_(place, new0)
    return torch.permute(torch.unsqueeze(result, 0), [0, 3, 1, 2])

  # The 6 x 6 factors of each tile of a window [4 · rows + 2, 4 · columns + 2, channels], by one matrix.
  def tile_factors_at_once(self: __torch__.Operators, window: Tensor, to_tiles: Tensor, columns: int, gathered: Tensor, factors: Tensor) -> Tensor:
    rows = torch.floordiv(torch.size(window, 0), 4)
    channels = torch.size(window, 2)
    row_stride = torch.mul(torch.size(window, 1), channels)
    patches = torch.as_strided(window, [6, 6, rows, columns, channels], [row_stride, channels, torch.mul(row_stride, 4), torch.mul(channels, 4), 1])
    _0 = torch.copy_(torch.view(gathered, [6, 6, rows, columns, channels]), patches)
    return (self).transform(to_tiles, gathered, factors, )

  def first_channels(self: __torch__.Operators, x: Tensor, count: int) -> Tensor:
    return torch.slice(x, 1, 0, count)

  def rows(self: __torch__.Operators, x: Tensor, start: int, end: int) -> Tensor:
    return torch.slice(x, 0, start, end)

  def pad_right_and_bottom(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.constant_pad_nd(x, [0, 1, 0, 1], 0)

  def upsample_nearest(self: __torch__.Operators, x: Tensor, height: int, width: int) -> Tensor:
    return torch.upsample_nearest2d(x, [height, width], None, None)

  def concatenate_channels(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.cat([x, y], 1)

  def tokens(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.reshape(torch.permute(x, [0, 2, 3, 1]), [-1, torch.size(x, 1)])

  def from_tokens(self: __torch__.Operators, tokens: Tensor, height: int, width: int) -> Tensor:
    return torch.permute(torch.view(tokens, [1, height, width, -1]), [0, 3, 1, 2])

  def linear(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, buffer: Tensor) -> Tensor:
    return (self).dense_as_prepared(x, weight, torch.to(bias, ops.prim.dtype(x)), buffer, )

  def linear_without_bias(self: __torch__.Operators, x: Tensor, weight: Tensor, buffer: Tensor) -> Tensor:
    return (self).dense_as_prepared(x, weight, None, buffer, )

  # A large narrow weight is widened in blocks of outputs that stay in the cache until they are used,
  # where the input is small enough to be read for each of them.
  def dense_as_prepared(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor], buffer: Tensor) -> Tensor:
    narrow = torch.ne(ops.prim.dtype(weight), ops.prim.dtype(x))
    in_blocks = torch.__and__(torch.ge(torch.numel(weight), 4194304), torch.le(torch.numel(x), 1572864))
    if torch.__and__(narrow, in_blocks):
      outputs = torch.size(weight, 0)
      block = ops.prim.max(1, torch.floordiv(2097152, torch.size(weight, 1)))
      y = torch.empty([torch.size(x, 0), outputs], dtype=ops.prim.dtype(x), device=ops.prim.device(x))
      for i in range(torch.__range_length(0, outputs, block)):
        start = torch.__derive_index(i, 0, block)
        end = ops.prim.min(outputs, torch.add(start, block))
        w = (self).prepared(torch.slice(weight, 0, start, end), x, buffer, )
        _0 = torch.copy_(torch.slice(y, 1, start, end), (self).dense(x, w, None, ))
      if torch.__isnot__(bias, None):
        _1 = torch.add_(y, unchecked_cast(Tensor, bias))
      else:
        pass
    else:
      y = (self).dense(x, (self).prepared(weight, x, buffer, ), bias, )
    return y

  # What makes a group norm of x: the mean, the scale and the bias of each channel, float32 [3, channels].
  # Summed in chunks, in float64 from chunk to chunk, as differences to the token in the middle: the
  # squares of values that are large against their variance, as in images of weak contrast, lose it.
  def group_moments(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, groups: int, epsilon: float) -> Tensor:
    channels = torch.size(x, 1)
    width = torch.size(x, 3)
    tokens = torch.reshape(torch.permute(x, [0, 2, 3, 1]), [-1, channels])
    n = torch.size(tokens, 0)
    middle = torch.add(torch.mul(torch.floordiv(torch.size(x, 2), 2), width), torch.floordiv(width, 2))
    pivot = torch.to(torch.select(tokens, 0, middle), 6)
    chunk = ops.prim.min(n, ops.prim.max(1, torch.floordiv(1048576, channels)))
    sums = torch.zeros([2, channels], dtype=7, device=ops.prim.device(x))
    differences = torch.empty([chunk, channels], dtype=6, device=ops.prim.device(x))
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      part = torch.to(torch.slice(tokens, 0, start, torch.add(start, chunk)), 6)
      difference = torch.slice(differences, 0, 0, torch.size(part, 0))
      _0 = torch.sub(part, pivot, out=difference)
      _1 = torch.add_(torch.select(sums, 0, 0), torch.sum(difference, [0]))
      _2 = torch.mul_(difference, difference)
      _3 = torch.add_(torch.select(sums, 0, 1), torch.sum(difference, [0]))
    shift_and_square = torch.div(sums, n)
    shift = torch.select(shift_and_square, 0, 0)
    variance_of_channel = torch.sub(torch.select(shift_and_square, 0, 1), torch.mul(shift, shift))
    mean_of_channel = torch.view(torch.add(torch.to(pivot, 7), shift), [groups, -1])
    mean = torch.mean(mean_of_channel, [1], True)
    deviation = torch.sub(mean_of_channel, mean)
    within = torch.view(variance_of_channel, [groups, -1])
    variance = torch.clamp_min(torch.mean(torch.add(within, torch.mul(deviation, deviation)), [1], True), 0)
    scale = torch.mul(torch.rsqrt(torch.add(variance, epsilon)), torch.view(torch.to(weight, 7), [groups, -1]))
    means = torch.expand(mean, [groups, torch.floordiv(channels, groups)])
    return torch.to(torch.view(torch.stack([means, scale, torch.view(torch.to(bias, 7), [groups, -1])]), [3, channels]), 6)

  def apply_group_norm(self: __torch__.Operators, source: Tensor, moments: Tensor, target: Tensor) -> Tensor:
    _0 = torch.sub(source, torch.select(moments, 0, 0), out=target)
    return torch.addcmul(torch.select(moments, 0, 2), target, torch.select(moments, 0, 1), out=target)

  def group_norm(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, groups: int, epsilon: float, activate: bool) -> Tensor:
    channels = torch.size(x, 1)
    moments = (self).group_moments(x, weight, bias, groups, epsilon, )
    tokens = torch.reshape(torch.permute(x, [0, 2, 3, 1]), [-1, channels])
    n = torch.size(tokens, 0)
    chunk = ops.prim.max(1, torch.floordiv(1048576, channels))
    result = torch.empty_like(tokens)
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      part = torch.slice(tokens, 0, start, torch.add(start, chunk))
      target = torch.slice(result, 0, start, torch.add(start, chunk))
      _0 = (self).apply_group_norm(part, moments, target, )
      if activate:
        _1 = torch.silu_(target)
      else:
        pass
    return torch.permute(torch.view(result, [torch.size(x, 0), torch.size(x, 2), torch.size(x, 3), channels]), [0, 3, 1, 2])

  def layer_norm(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, epsilon: float) -> Tensor:
    w = torch.to(weight, ops.prim.dtype(x))
    b = torch.to(bias, ops.prim.dtype(x))
    return torch.layer_norm(x, [torch.size(x, -1)], w, b, epsilon, False)

  def silu(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.silu(x)

  def gelu(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.gelu(x)

  def quick_gelu(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.mul_(torch.sigmoid(torch.mul(x, 1.702)), x)

  def gated_gelu(self: __torch__.Operators, x: Tensor) -> Tensor:
    value, gate, = torch.chunk(x, 2, -1)
    return torch.mul_(torch.gelu(gate), value)

  def attention(self: __torch__.Operators, query: Tensor, key: Tensor, value: Tensor, heads: int, causal: bool) -> Tensor:
    width = torch.floordiv(torch.size(query, 1), heads)
    q = torch.transpose(torch.view(query, [1, -1, heads, width]), 1, 2)
    k = torch.transpose(torch.view(key, [1, -1, heads, width]), 1, 2)
    v = torch.transpose(torch.view(value, [1, -1, heads, width]), 1, 2)
    mixed = torch.scaled_dot_product_attention(q, k, v, None, 0., causal)
    return torch.reshape(torch.transpose(mixed, 1, 2), [-1, torch.size(query, 1)])

  # Head by head, since a product of matrices is faster than a batch of them; see dense. Maps of a head
  # lie in the workspace, unless that is empty.
  def add_head_mean(self: __torch__.Operators, query: Tensor, key: Tensor, heads: int, chunk: int, total: Tensor, workspace: Tensor) -> Tensor:
    n = torch.size(query, 0)
    q = (self).scaled_heads(query, heads, )
    k = (self).heads_apart(key, heads, )
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      rows = torch.slice(total, 0, start, end)
      for head in range(heads):
        map = (self).attention_map(torch.slice(torch.select(q, 0, head), 0, start, end), torch.select(k, 0, head), workspace, )
        _0 = torch.add_(rows, map, alpha=torch.div(1., heads))
    return total

  def attention_with_head_mean(self: __torch__.Operators, query: Tensor, key: Tensor, value: Tensor, heads: int, chunk: int, total: Tensor, workspace: Tensor) -> Tensor:
    n = torch.size(query, 0)
    q = (self).scaled_heads(query, heads, )
    k = (self).heads_apart(key, heads, )
    v = (self).heads_apart(value, heads, )
    mixed = torch.empty_like(query)
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      rows = torch.slice(total, 0, start, end)
      mixed_rows = torch.view(torch.slice(mixed, 0, start, end), [torch.sub(end, start), heads, -1])
      for head in range(heads):
        map = (self).attention_map(torch.slice(torch.select(q, 0, head), 0, start, end), torch.select(k, 0, head), workspace, )
        _0 = torch.add_(rows, map, alpha=torch.div(1., heads))
        _1 = (self).mix(map, torch.select(v, 0, head), torch.select(mixed_rows, 1, head), )
    return mixed

  # map · values, [n, m] and [m, d], into the result, by the engine's own product: over such long sums oneDNN
  # rounds in an order that depends on the number of threads.
  def mix(self: __torch__.Operators, map: Tensor, values: Tensor, result: Tensor) -> Tensor:
    return torch.mm(torch.to(map, ops.prim.dtype(values)), values, out=result)

  # Of one head: softmax(Q Kᵀ), with queries scaled already. A fresh array for the scores of each chunk costs
  # a tenth of it all, in page faults.
  def attention_map(self: __torch__.Operators, query: Tensor, key: Tensor, workspace: Tensor) -> Tensor:
    count = torch.mul(torch.size(query, 0), torch.size(key, 0))
    fits = torch.le(count, torch.numel(workspace))
    if torch.__and__(fits, torch.eq(ops.prim.dtype(query), ops.prim.dtype(workspace))):
      place = torch.view(torch.slice(workspace, 0, 0, count), [torch.size(query, 0), -1])
      scores = torch.mm(query, torch.transpose(key, 0, 1), out=place)
    else:
      scores = (self).dense(query, key, None, )
    return (self).softmax_in_place(scores, )

  # [n, heads · d] to [heads, n, d].
  def heads_apart(self: __torch__.Operators, x: Tensor, heads: int) -> Tensor:
    return torch.contiguous(torch.permute(torch.view(x, [torch.size(x, 0), heads, -1]), [1, 0, 2]))

  # With the factor 1 / √d of the scores.
  def scaled_heads(self: __torch__.Operators, query: Tensor, heads: int) -> Tensor:
    width = torch.floordiv(torch.size(query, 1), heads)
    return torch.mul((self).heads_apart(query, heads, ), torch.pow(width, -0.5))

  def softmax_in_place(self: __torch__.Operators, scores: Tensor) -> Tensor:
    if torch.eq(ops.prim.dtype(scores), 6):
      maps = torch._softmax(scores, -1, False, out=scores)
    else:
      maps = torch.softmax(scores, -1, 6)
    return maps

  def normalise_rows(self: __torch__.Operators, maps: Tensor, weight: float) -> Tensor:
    scale = torch.div(torch.full([], weight, dtype=6, device=ops.prim.device(maps)), torch.sum(maps, [1], True))
    return torch.mul_(maps, scale)

  # Some rows of the coarser grid at a time: all of its enlarged keys would take a quarter of what the
  # aggregate does, and as much as that where the grids do not nest.
  def add_upsampled_maps(self: __torch__.Operators, aggregate: Tensor, height: int, width: int, maps: Tensor, coarse_height: int, coarse_width: int, weight: float, chunk: int) -> Tensor:
    n = torch.mul(height, width)
    times_x = torch.floordiv(width, coarse_width)
    nested = torch.eq(torch.mul(times_x, coarse_width), width)
    nested0 = torch.__and__(nested, torch.eq(torch.mul(torch.floordiv(height, coarse_height), coarse_height), height))
    x = torch.floor_divide(torch.mul(torch.arange(width, dtype=4, device=ops.prim.device(maps)), coarse_width), width)
    for i in range(torch.__range_length(0, coarse_height, chunk)):
      first = torch.__derive_index(i, 0, chunk)
      last = ops.prim.min(torch.add(first, chunk), coarse_height)
      count = torch.sub(last, first)
      # The rows whose cells lie in those of the coarser grid
      start = torch.floordiv(torch.sub(torch.add(torch.mul(first, height), coarse_height), 1), coarse_height)
      end = torch.floordiv(torch.sub(torch.add(torch.mul(last, height), coarse_height), 1), coarse_height)
      part = torch.slice(maps, 0, torch.mul(first, coarse_width), torch.mul(last, coarse_width))
      enlarged = torch.upsample_bilinear2d(torch.view(part, [-1, 1, coarse_height, coarse_width]), [height, width], False, None, None)
      keys = torch.view(enlarged, [-1, n])
      _0 = torch.mul_(keys, torch.div(torch.full([], weight, dtype=6, device=ops.prim.device(maps)), torch.sum(keys, [1], True)))
      rows = torch.slice(aggregate, 0, torch.mul(start, width), torch.mul(end, width))
      if nested0:
        blocks = torch.view(rows, [count, -1, coarse_width, times_x, n])
        _1 = torch.add_(blocks, torch.view(keys, [count, 1, coarse_width, 1, n]))
      else:
        by_row = torch.view(keys, [count, coarse_width, n])
        for row in range(torch.sub(end, start)):
          y = torch.sub(torch.floordiv(torch.mul(torch.add(start, row), coarse_height), height), first)
          _2 = torch.add_(torch.slice(rows, 0, torch.mul(row, width), torch.mul(torch.add(row, 1), width)), torch.index_select(torch.select(by_row, 0, y), 0, x))
    return aggregate

  def add(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.add(x, y)

  def add_in_place(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.add_(x, y)

  def shift_and_scale(self: __torch__.Operators, x: Tensor, shift: float, scale: float) -> Tensor:
    return torch.mul(torch.add(x, shift), scale)
