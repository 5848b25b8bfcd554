
  # What a GPU computes otherwise than the processor: nothing in small parts that fit a cache, since each
  # kernel takes some microseconds to begin and each of them must keep thousands of units busy.

  # In float32 without TF32, which would leave 11 significant bits, and the same from run to run.
  def convolution_at_once(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int, buffer: Tensor) -> Tensor:
    w = (self).prepared(weight, x, buffer, )
    b = torch.to(bias, ops.prim.dtype(x))
    return torch._convolution(x, w, b, [stride, stride], [padding, padding], [1, 1], False, [0, 0], 1, False, True, True, False)

  # The kernel for GPUs sums in float32 or more and wants its channels first.
  def group_norm_at_once(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, groups: int, epsilon: float, activate: bool) -> Tensor:
    w = torch.to(weight, ops.prim.dtype(x))
    b = torch.to(bias, ops.prim.dtype(x))
    normed = torch.group_norm(x, groups, w, b, epsilon, True)
    if activate:
      _0 = torch.silu_(normed)
    else:
      pass
    return torch.contiguous(normed, memory_format=2)

  # Of all heads: float32 [heads, queries, n].
  def attention_maps(self: __torch__.Operators, queries: Tensor, keys: Tensor) -> Tensor:
    return torch.softmax(torch.bmm(queries, torch.transpose(keys, 1, 2)), -1, 6)

  def add_head_mean_at_once(self: __torch__.Operators, query: Tensor, key: Tensor, heads: int, chunk: int, total: Tensor) -> Tensor:
    n = torch.size(query, 0)
    q = (self).scaled_heads(query, heads, )
    k = (self).heads_apart(key, heads, )
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      maps = (self).attention_maps(torch.slice(q, 1, start, end), k, )
      _0 = torch.add_(torch.slice(total, 0, start, end), torch.mean(maps, [0]))
    return total

  def attention_with_head_mean_at_once(self: __torch__.Operators, query: Tensor, key: Tensor, value: Tensor, heads: int, chunk: int, total: Tensor) -> Tensor:
    n = torch.size(query, 0)
    q = (self).scaled_heads(query, heads, )
    k = (self).heads_apart(key, heads, )
    v = (self).heads_apart(value, heads, )
    mixed = torch.empty_like(query)
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      maps = (self).attention_maps(torch.slice(q, 1, start, end), k, )
      _0 = torch.add_(torch.slice(total, 0, start, end), torch.mean(maps, [0]))
      of_heads = torch.bmm(torch.to(maps, ops.prim.dtype(value)), v)
      rows = torch.view(torch.slice(mixed, 0, start, end), [torch.sub(end, start), heads, -1])
      _1 = torch.copy_(rows, torch.permute(of_heads, [1, 0, 2]))
    return mixed

  def first_element(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(torch.as_strided(x, [1], [1]), 6)
