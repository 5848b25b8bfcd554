
  def dense(self: __torch__.Operators, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
    return torch.linear(x, weight, bias)
