class Operators(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def widen(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.to(x, 6)

  def channels_last(self: __torch__.Operators, x: Tensor) -> Tensor:
    return torch.contiguous(x, memory_format=2)

  def convolution(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, stride: int, padding: int) -> Tensor:
    w = torch.to(weight, ops.prim.dtype(x))
    b = torch.to(bias, ops.prim.dtype(x))
    return torch.conv2d(x, w, b, [stride, stride], [padding, padding])

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

  def linear(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    w = torch.to(weight, ops.prim.dtype(x))
    b = torch.to(bias, ops.prim.dtype(x))
    return torch.linear(x, w, b)

  def linear_without_bias(self: __torch__.Operators, x: Tensor, weight: Tensor) -> Tensor:
    return torch.linear(x, torch.to(weight, ops.prim.dtype(x)))

  def group_norm(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, groups: int, epsilon: float) -> Tensor:
    return torch.group_norm(x, groups, weight, bias, epsilon, False)

  def group_norm_silu(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, groups: int, epsilon: float) -> Tensor:
    return torch.silu_(torch.group_norm(x, groups, weight, bias, epsilon, False))

  def layer_norm(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Tensor, epsilon: float) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], weight, bias, epsilon, False)

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
    q = torch.mul(q, torch.pow(width, -0.5))
    k = torch.permute(torch.view(key, [n, heads, width]), [1, 2, 0])
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      scores = torch.bmm(torch.slice(q, 1, start, end), k)
      maps = torch.softmax(scores, -1)
      rows = torch.slice(total, 0, start, end)
      _0 = torch.add_(rows, torch.sum(torch.to(maps, 6), [0]), alpha=torch.div(1., heads))
    return total

  def attention_with_head_mean(self: __torch__.Operators, query: Tensor, key: Tensor, value: Tensor, heads: int, chunk: int, total: Tensor) -> Tensor:
    n = torch.size(query, 0)
    channels = torch.size(query, 1)
    width = torch.floordiv(channels, heads)
    q = torch.permute(torch.view(query, [n, heads, width]), [1, 0, 2])
    q = torch.mul(q, torch.pow(width, -0.5))
    k = torch.permute(torch.view(key, [n, heads, width]), [1, 2, 0])
    v = torch.permute(torch.view(value, [n, heads, width]), [1, 0, 2])
    mixed = torch.empty_like(query)
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      scores = torch.bmm(torch.slice(q, 1, start, end), k)
      maps = torch.softmax(scores, -1)
      rows = torch.slice(total, 0, start, end)
      _0 = torch.add_(rows, torch.sum(torch.to(maps, 6), [0]), alpha=torch.div(1., heads))
      heads_of_rows = torch.permute(torch.bmm(maps, v), [1, 0, 2])
      _1 = torch.copy_(torch.slice(mixed, 0, start, end), torch.reshape(heads_of_rows, [-1, channels]))
    return mixed
