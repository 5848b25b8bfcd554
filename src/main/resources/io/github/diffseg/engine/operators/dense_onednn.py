
  # PyTorch's own product of float32 matrices leaves out instructions that the processor has where its
  # maker is not that of the library behind it; oneDNN's does not, but takes longer to begin.
  def dense(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    large = torch.ge(torch.numel(weight), 65536)
    if torch.__and__(large, torch.eq(ops.prim.dtype(x), 6)):
      y = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
    else:
      y = torch.linear(x, weight, bias)
    return y

  # matrix · x, which may lie in the buffer.
  def transform(self: __torch__.Operators, matrix: Tensor, x: Tensor, buffer: Tensor) -> Tensor:
    return (self).dense(matrix, torch.transpose(x, 0, 1), None, )

  # For each i: x[i] · weight[i]ᵀ, into the result.
  def multiply_each(self: __torch__.Operators, x: Tensor, weight: Tensor, result: Tensor) -> Tensor:
    for i in range(torch.size(x, 0)):
      _0 = torch.copy_(torch.select(result, 0, i), (self).dense(torch.select(x, 0, i), torch.select(weight, 0, i), None, ))
    return result

  # softmax(Q Kᵀ / √d) V, a chunk of queries at a time.
  def attention_of_one_head(self: __torch__.Operators, query: Tensor, key: Tensor, value: Tensor, chunk: int, workspace: Tensor) -> Tensor:
    n = torch.size(query, 0)
    q = torch.mul(query, torch.pow(torch.size(query, 1), -0.5))
    mixed = torch.empty_like(value)
    for i in range(torch.__range_length(0, n, chunk)):
      start = torch.__derive_index(i, 0, chunk)
      end = ops.prim.min(torch.add(start, chunk), n)
      map = (self).attention_map(torch.slice(q, 0, start, end), key, workspace, )
      _0 = (self).mix(map, value, torch.slice(mixed, 0, start, end), )
    return mixed
