
  # What a GPU computes otherwise than the processor: nothing in small parts that fit a cache, since each
  # kernel takes some microseconds to begin and each of them must keep thousands of units busy.

  # The same from run to run; in float32 without TF32, which leaves 11 significant bits, unless that is enough.
  def convolution_at_once(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, rounded: bool, buffer: Tensor) -> Tensor:
    w = (self).prepared(weight, x, buffer, )
    b = torch.to(bias, ops.prim.dtype(x))
    return torch._convolution(x, w, b, [stride, stride], [padding, padding], [1, 1], False, [0, 0], 1, False, True, True, rounded)

  # PyTorch's kernel gives a group to one of the GPU's units and wants channels first: fast to begin, but
  # it leaves most of the GPU idle on a large map.
  def group_norm_at_once(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, groups: int, epsilon: float, activate: bool) -> Tensor:
    if torch.ge(torch.numel(x), 8388608):
      y = (self).group_norm_of_large_map(x, weight, bias, groups, epsilon, )
    else:
      w = torch.to(weight, ops.prim.dtype(x))
      b = torch.to(bias, ops.prim.dtype(x))
      y = torch.contiguous(torch.group_norm(x, groups, w, b, epsilon, True), memory_format=2)
    if activate:
      _0 = torch.silu_(y)
    else:
      pass
    return y

  # Sums of each channel in float32 along a row of the map, in float64 over the rows, by all units; squares
  # of the differences to the mean, since those of values that are large against their variance, as in
  # images of weak contrast, lose it.
  def group_norm_of_large_map(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, groups: int, epsilon: float) -> Tensor:
    image = torch.permute(x, [0, 2, 3, 1])
    channels = torch.size(image, 3)
    each = [groups, torch.floordiv(channels, groups)]
    count = torch.floordiv(torch.numel(x), groups)
    sums = torch.sum(torch.sum(image, [2], False, dtype=6), [0, 1], False, dtype=7)
    mean = torch.div(torch.sum(torch.view(sums, each), [1], True), count)
    means = torch.to(torch.reshape(torch.expand(mean, each), [-1]), 6)
    y = torch.empty_like(image)
    _0 = torch.sub(image, means, out=y)
    lengths = torch.to(torch.linalg_vector_norm(y, 2, [2], False, dtype=6), 7)
    squares = torch.sum(torch.mul(lengths, lengths), [0, 1])
    variance = torch.div(torch.sum(torch.view(squares, each), [1], True), count)
    scale = torch.mul(torch.rsqrt(torch.add(variance, epsilon)), torch.view(torch.to(weight, 7), each))
    _1 = torch.addcmul(torch.to(bias, 6), y, torch.to(torch.view(scale, [-1]), 6), out=y)
    return torch.permute(y, [0, 3, 1, 2])

  # All heads at once, with maps in float32. The workspace is the processor's.
  def add_head_mean_at_once(self: __torch__.Operators, query: Tensor, key: Tensor, heads: int, chunk: int, total: Tensor, workspace: Tensor) -> Tensor:
    n = torch.size(query, 0)
    q = (self).scaled_heads(query, heads, )
    k = (self).heads_apart(key, heads, )
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      scores = torch.bmm(torch.slice(q, 1, start, end), torch.transpose(k, 1, 2))
      _0 = torch.add_(torch.slice(total, 0, start, end), torch.mean(torch.softmax(scores, -1, 6), [0]))
    return total

  # The maps once more, within the kernel that never writes them down: that takes a third of the time of
  # reading them again.
  def attention_with_head_mean_at_once(self: __torch__.Operators, query: Tensor, key: Tensor, value: Tensor, heads: int, chunk: int, total: Tensor, workspace: Tensor) -> Tensor:
    _0 = (self).add_head_mean_at_once(query, key, heads, chunk, total, workspace, )
    return (self).attention(query, key, value, heads, False, )

  def first_element(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(torch.as_strided(x, [1], [1]), 6)
