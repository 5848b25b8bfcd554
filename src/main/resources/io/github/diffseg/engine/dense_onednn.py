
  # PyTorch's own product of float32 matrices leaves out instructions that the processor has where its
  # maker is not that of the library behind it; oneDNN's does not, but takes longer to begin.
  def dense(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    large = torch.ge(torch.numel(weight), 65536)
    if torch.__and__(large, torch.eq(ops.prim.dtype(x), 6)):
      y = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
    else:
      y = torch.linear(x, weight, bias)
    return y
