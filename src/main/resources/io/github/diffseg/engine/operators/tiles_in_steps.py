
  # Winograd's F(e x e, 3 x 3) with each transform in two steps, one for each dimension, of tiles of
  # n x n = (e + 2) x (e + 2) pixels. Goes through "chunk" rows of tiles and "block" output channels at a
  # time; the tiles' factors of a map that is one chunk are made once. The input is normed and activated
  # on its way into the tiles unless the moments of the norm are empty; the result is added to the target
  # unless that is empty. Rows of tiles beyond the map see zeros, so that all chunks have one size.
  def convolution_by_tiles_in_steps(self: __torch__.Operators, x: Tensor, norm: Tensor, weight: Tensor, bias: Tensor, target: Tensor, to_tile: Tensor, kernel_to_tiles: Tensor, from_tile: Tensor, chunk: int, block: int, workspace: Tensor) -> Tensor:
    image = torch.select(torch.permute(x, [0, 2, 3, 1]), 0, 0)
    height = torch.size(image, 0)
    width = torch.size(image, 1)
    channels = torch.size(image, 2)
    results = torch.size(weight, 0)
    e = torch.size(from_tile, 0)
    n = torch.size(to_tile, 0)
    each = torch.mul(n, n)
    rows = torch.floordiv(torch.sub(torch.add(height, e), 1), e)
    columns = torch.floordiv(torch.sub(torch.add(width, e), 1), e)
    tiles = torch.mul(chunk, columns)
    once = torch.ge(chunk, rows)
    adds = torch.gt(torch.numel(target), 0)
    if adds:
      result = torch.select(torch.permute(target, [0, 2, 3, 1]), 0, 0)
    else:
      result = torch.empty([height, width, results], dtype=6)
    # The factors; what becomes of them, and kernels before; sums of products along the tiles; the window;
    # the kernels' factors
    factors = torch.slice(workspace, 0, 0, torch.mul(torch.mul(each, tiles), channels))
    rest = torch.slice(workspace, 0, torch.numel(factors))
    second_size = ops.prim.max(torch.mul(torch.mul(each, tiles), ops.prim.max(channels, block)), torch.mul(torch.mul(9, channels), block))
    second = torch.slice(rest, 0, 0, second_size)
    rest0 = torch.slice(rest, 0, second_size)
    along_size = torch.mul(torch.mul(torch.mul(e, n), tiles), block)
    along_region = torch.slice(rest0, 0, 0, along_size)
    rest1 = torch.slice(rest0, 0, along_size)
    window_size = torch.mul(torch.mul(torch.add(torch.mul(chunk, e), 2), torch.add(torch.mul(columns, e), 2)), channels)
    window = torch.view(torch.slice(rest1, 0, 0, window_size), [torch.add(torch.mul(chunk, e), 2), -1, channels])
    kernel_region = torch.slice(rest1, 0, window_size)
    _0 = torch.zero_(window)
    gathered = torch.slice(second, 0, 0, torch.numel(factors))
    for j in range(torch.__range_length(0, results, block)):
      first = torch.__derive_index(j, 0, block)
      end = ops.prim.min(results, torch.add(first, block))
      count = torch.sub(end, first)
      size = torch.mul(count, channels)
      # As they are stored, and turned by the products: to turn them here takes longer
      kernels = torch.view(torch.slice(second, 0, 0, torch.mul(size, 9)), [size, 9])
      _1 = torch.copy_(kernels, torch.reshape(torch.slice(weight, 0, first, end), [size, 9]))
      kernel_factors = torch.view(torch.slice(kernel_region, 0, 0, torch.mul(size, each)), [each, size])
      _2 = torch.mm(kernel_to_tiles, torch.transpose(kernels, 0, 1), out=kernel_factors)
      turned = torch.transpose(torch.view(kernel_factors, [each, count, channels]), 1, 2)
      products = torch.view(torch.slice(second, 0, 0, torch.mul(torch.mul(each, tiles), count)), [each, tiles, count])
      along = torch.slice(along_region, 0, 0, torch.mul(torch.mul(torch.mul(e, n), tiles), count))
      sums = torch.slice(second, 0, 0, torch.mul(torch.mul(torch.mul(e, e), tiles), count))
      ordered = torch.slice(along, 0, 0, torch.mul(torch.mul(torch.mul(e, e), tiles), count))
      for i in range(torch.__range_length(0, rows, chunk)):
        row = torch.__derive_index(i, 0, chunk)
        if torch.__or__(torch.eq(first, 0), torch.__not__(once)):
          _3 = (self).fill_window(window, image, norm, torch.sub(torch.mul(row, e), 1), )
          _4 = (self).tile_factors(window, to_tile, columns, gathered, factors, )
        else:
          pass
        _5 = torch.bmm(torch.view(factors, [each, tiles, channels]), turned, out=products)
        # The second factor is the one of the point 1, which all results of a tile contain once
        _6 = torch.add_(torch.select(products, 0, torch.add(n, 1)), torch.slice(bias, 0, first, end))
        _7 = (self).tile_results(products, from_tile, along, sums, )
        by_tile = torch.permute(torch.view(sums, [e, e, chunk, columns, count]), [2, 0, 3, 1, 4])
        bottom = torch.mul(e, torch.add(row, chunk))
        place = torch.slice(torch.slice(result, 0, torch.mul(row, e), bottom), 2, first, end)
        if torch.__and__(torch.eq(torch.mul(columns, e), width), torch.le(bottom, height)):
          place0 = torch.view(place, [chunk, e, columns, e, count])
          new = by_tile
        else:
          place0 = place
          whole = torch.copy_(torch.view(ordered, [chunk, e, columns, e, count]), by_tile)
          new = torch.slice(torch.slice(torch.view(whole, [torch.mul(chunk, e), -1, count]), 0, 0, torch.size(place, 0)), 1, 0, width)
        if adds:
          _8 = torch.add_(place0, new)
        else:
          _9 = torch.copy_(place0, new)
    return torch.permute(torch.unsqueeze(result, 0), [0, 3, 1, 2])

  # The rows of the map from "top" on, with zeros beyond its edges. The last window's two lowest rows, the
  # next one's uppermost, are kept. The first and last column of the window stay zero.
  def fill_window(self: __torch__.Operators, window: Tensor, image: Tensor, norm: Tensor, top: int) -> Tensor:
    height = torch.size(window, 0)
    if torch.lt(top, 0):
      _0 = torch.zero_(torch.slice(window, 0, 0, 1))
      known = 1
    else:
      _1 = torch.copy_(torch.slice(window, 0, 0, 2), torch.slice(window, 0, torch.sub(height, 2)))
      known = 2
    bottom = ops.prim.min(torch.size(image, 0), torch.add(top, height))
    filled = ops.prim.max(known, torch.sub(bottom, top))
    source = torch.slice(image, 0, torch.add(top, known), bottom)
    inside = torch.slice(torch.slice(window, 0, known, filled), 1, 1, torch.add(torch.size(image, 1), 1))
    if torch.gt(torch.numel(norm), 0):
      _2 = torch.silu_((self).apply_group_norm(source, norm, inside, ))
    else:
      _3 = torch.copy_(inside, source)
    return torch.zero_(torch.slice(window, 0, filled, height))

  # The n x n factors of each tile of a window [e · rows + 2, e · columns + 2, channels]: first down the
  # window, where rows of tiles need no copy, then along it.
  def tile_factors(self: __torch__.Operators, window: Tensor, to_tile: Tensor, columns: int, gathered: Tensor, factors: Tensor) -> Tensor:
    n = torch.size(to_tile, 0)
    e = torch.sub(n, 2)
    rows = torch.floordiv(torch.size(window, 0), e)
    channels = torch.size(window, 2)
    row_stride = torch.mul(torch.size(window, 1), channels)
    down = torch.view(torch.slice(factors, 0, 0, torch.mul(torch.mul(rows, n), row_stride)), [rows, n, row_stride])
    for i in range(rows):
      part = torch.slice(window, 0, torch.mul(i, e), torch.add(torch.mul(i, e), n))
      _0 = torch.mm(to_tile, torch.view(part, [n, row_stride]), out=torch.select(down, 0, i))
    patches = torch.as_strided(down, [n, n, rows, columns, channels], [channels, row_stride, torch.mul(row_stride, n), torch.mul(channels, e), 1])
    _1 = torch.copy_(torch.view(gathered, [n, n, rows, columns, channels]), patches)
    return torch.mm(to_tile, torch.view(gathered, [n, -1]), out=torch.view(factors, [n, -1]))

  # The e x e results of each tile from its products [n · n, …], likewise: along the tile, then down.
  def tile_results(self: __torch__.Operators, products: Tensor, from_tile: Tensor, along: Tensor, results: Tensor) -> Tensor:
    e = torch.size(from_tile, 0)
    n = torch.size(from_tile, 1)
    steps = torch.view(along, [e, n, -1])
    _0 = torch.mm(from_tile, torch.view(products, [n, -1]), out=torch.view(along, [e, -1]))
    both = torch.view(results, [e, e, -1])
    for i in range(e):
      _1 = torch.mm(from_tile, torch.select(steps, 0, i), out=torch.select(both, 1, i))
    return results
