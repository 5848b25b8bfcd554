class Operators(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

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

  # For small maps with many channels: the native convolution spends its time on reordering weights.
  def convolution_by_columns(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, buffer: Tensor) -> Tensor:
    w = (self).prepared(weight, x, buffer, )
    b = torch.to(bias, ops.prim.dtype(x))
    kernel = torch.size(weight, 2)
    padding = torch.floordiv(kernel, 2)
    columns = torch.im2col(x, [kernel, kernel], [1, 1], [padding, padding], [1, 1])
    y = torch.addmm(b, torch.t(torch.select(columns, 0, 0)), torch.t(torch.reshape(w, [torch.size(weight, 0), -1])))
    return torch.permute(torch.view(y, [1, torch.size(x, 2), torch.size(x, 3), -1]), [0, 3, 1, 2])

  def first_channels(self: __torch__.Operators, x: Tensor, count: int) -> Tensor:
    return torch.slice(x, 1, 0, count)

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
    w = (self).prepared(weight, x, buffer, )
    b = torch.to(bias, ops.prim.dtype(x))
    return torch.linear(x, w, b)

  def linear_without_bias(self: __torch__.Operators, x: Tensor, weight: Tensor, buffer: Tensor) -> Tensor:
    return torch.linear(x, (self).prepared(weight, x, buffer, ))

  def group_norm(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, groups: int, epsilon: float, activate: bool) -> Tensor:
    channels = torch.size(x, 1)
    tokens = torch.reshape(torch.permute(x, [0, 2, 3, 1]), [-1, channels])
    n = torch.size(tokens, 0)
    chunk = ops.prim.max(1, torch.floordiv(1048576, channels))
    sums = torch.zeros([2, channels], dtype=7, device=ops.prim.device(x))
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      part = torch.slice(tokens, 0, start, torch.add(start, chunk))
      _0 = torch.add_(torch.select(sums, 0, 0), torch.sum(part, [0]))
      _1 = torch.add_(torch.select(sums, 0, 1), torch.sum(torch.mul(part, part), [0]))
    moments = torch.div(torch.sum(torch.view(sums, [2, groups, -1]), [2], True), torch.floordiv(torch.mul(n, channels), groups))
    mean = torch.select(moments, 0, 0)
    variance = torch.clamp_min(torch.sub(torch.select(moments, 0, 1), torch.mul(mean, mean)), 0)
    scale = torch.mul(torch.rsqrt(torch.add(variance, epsilon)), torch.view(torch.to(weight, 7), [groups, -1]))
    mean0 = torch.to(torch.reshape(torch.expand(mean, [groups, torch.floordiv(channels, groups)]), [1, channels]), ops.prim.dtype(x))
    scale0 = torch.to(torch.reshape(scale, [1, channels]), ops.prim.dtype(x))
    shift0 = torch.to(torch.reshape(bias, [1, channels]), ops.prim.dtype(x))
    result = torch.empty_like(tokens)
    for i0 in range(torch.__range_length(0, n, chunk)):
      start0 = torch.__derive_index(i0, 0, chunk)
      part0 = torch.slice(tokens, 0, start0, torch.add(start0, chunk))
      target = torch.slice(result, 0, start0, torch.add(start0, chunk))
      _2 = torch.sub(part0, mean0, out=target)
      _4 = torch.addcmul(shift0, target, scale0, out=target)
      if activate:
        _3 = torch.silu_(target)
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

  def add_head_mean(self: __torch__.Operators, query: Tensor, key: Tensor, heads: int, chunk: int, total: Tensor) -> Tensor:
    n = torch.size(query, 0)
    width = torch.floordiv(torch.size(query, 1), heads)
    q = torch.permute(torch.view(query, [n, heads, width]), [1, 0, 2])
    q0 = torch.mul(q, torch.pow(width, -0.5))
    k = torch.permute(torch.view(key, [n, heads, width]), [1, 2, 0])
    scores = torch.empty([heads, ops.prim.min(chunk, n), n], dtype=ops.prim.dtype(query), device=ops.prim.device(query))
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      if torch.ne(torch.size(scores, 1), torch.sub(end, start)):
        scores = torch.empty([heads, torch.sub(end, start), n], dtype=ops.prim.dtype(query), device=ops.prim.device(query))
      else:
        pass
      _0 = torch.bmm(torch.slice(q0, 1, start, end), k, out=scores)
      maps = (self).softmax_in_place(scores, )
      rows = torch.slice(total, 0, start, end)
      _1 = torch.add_(rows, torch.sum(maps, [0]), alpha=torch.div(1., heads))
    return total

  def attention_with_head_mean(self: __torch__.Operators, query: Tensor, key: Tensor, value: Tensor, heads: int, chunk: int, total: Tensor) -> Tensor:
    n = torch.size(query, 0)
    channels = torch.size(query, 1)
    width = torch.floordiv(channels, heads)
    q = torch.permute(torch.view(query, [n, heads, width]), [1, 0, 2])
    q0 = torch.mul(q, torch.pow(width, -0.5))
    k = torch.permute(torch.view(key, [n, heads, width]), [1, 2, 0])
    v = torch.permute(torch.view(value, [n, heads, width]), [1, 0, 2])
    mixed = torch.empty_like(query)
    scores = torch.empty([heads, ops.prim.min(chunk, n), n], dtype=ops.prim.dtype(query), device=ops.prim.device(query))
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      if torch.ne(torch.size(scores, 1), torch.sub(end, start)):
        scores = torch.empty([heads, torch.sub(end, start), n], dtype=ops.prim.dtype(query), device=ops.prim.device(query))
      else:
        pass
      _0 = torch.bmm(torch.slice(q0, 1, start, end), k, out=scores)
      maps = (self).softmax_in_place(scores, )
      rows = torch.slice(total, 0, start, end)
      _1 = torch.add_(rows, torch.sum(maps, [0]), alpha=torch.div(1., heads))
      heads_of_rows = torch.permute(torch.bmm(torch.to(maps, ops.prim.dtype(value)), v), [1, 0, 2])
      _2 = torch.copy_(torch.slice(mixed, 0, start, end), torch.reshape(heads_of_rows, [-1, channels]))
    return mixed

  def softmax_in_place(self: __torch__.Operators, scores: Tensor) -> Tensor:
    if torch.eq(ops.prim.dtype(scores), 6):
      maps = torch._softmax(scores, -1, False, out=scores)
    else:
      maps = torch.softmax(scores, -1, 6)
    return maps

  def normalise_rows(self: __torch__.Operators, maps: Tensor, weight: float) -> Tensor:
    scale = torch.div(torch.full([], weight, dtype=6, device=ops.prim.device(maps)), torch.sum(maps, [1], True))
    return torch.mul_(maps, scale)

  def add_upsampled_maps(self: __torch__.Operators, aggregate: Tensor, height: int, width: int, maps: Tensor, coarse_height: int, coarse_width: int, weight: float) -> Tensor:
    n = torch.mul(height, width)
    keys = torch.upsample_bilinear2d(torch.view(maps, [-1, 1, coarse_height, coarse_width]), [height, width], False, None, None)
    keys0 = torch.view(keys, [-1, n])
    keys1 = torch.mul_(keys0, torch.div(torch.full([], weight, dtype=6, device=ops.prim.device(maps)), torch.sum(keys0, [1], True)))
    times_y = torch.floordiv(height, coarse_height)
    times_x = torch.floordiv(width, coarse_width)
    nested = torch.eq(torch.mul(times_y, coarse_height), height)
    nested0 = torch.__and__(nested, torch.eq(torch.mul(times_x, coarse_width), width))
    if nested0:
      blocks = torch.view(aggregate, [coarse_height, times_y, coarse_width, times_x, n])
      _0 = torch.add_(blocks, torch.view(keys1, [coarse_height, 1, coarse_width, 1, n]))
    else:
      y = torch.floor_divide(torch.mul(torch.arange(height, dtype=4, device=ops.prim.device(maps)), coarse_height), height)
      x = torch.floor_divide(torch.mul(torch.arange(width, dtype=4, device=ops.prim.device(maps)), coarse_width), width)
      queries = torch.add(torch.mul(torch.unsqueeze(y, 1), coarse_width), torch.unsqueeze(x, 0))
      _1 = torch.add_(aggregate, torch.index_select(keys1, 0, torch.reshape(queries, [-1])))
    return aggregate

  def add(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.add(x, y)

  def add_in_place(self: __torch__.Operators, x: Tensor, y: Tensor) -> Tensor:
    return torch.add_(x, y)

  def shift_and_scale(self: __torch__.Operators, x: Tensor, shift: float, scale: float) -> Tensor:
    return torch.mul(torch.add(x, shift), scale)
