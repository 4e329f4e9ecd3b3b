internal import CXXHash

extension CSVReader {
  /// A 64-bit hash of some cells of the current record, the same on every machine.
  ///
  /// Delimiter, quotation marks and line end have no part in it, and cells that are missing at the end of the record
  /// count as empty: a table that another program has saved again keeps its hashes.
  /// - Parameter fields: positions of the cells, in the order in which they count.
  public func contentHash(of fields: [Int]) -> UInt64 {
    var count = fields.count
    while count > 0, fields[count - 1] >= fieldCount || cells[fields[count - 1]].count == 0 { count -= 1 }
    // Each cell's hash is the seed of the next one's, so that their order matters and their borders too.
    var hash: UInt64 = 0
    for place in 0..<count {
      let index = fields[place]
      if index >= fieldCount {
        hash = XXH3_64bits_withSeed(nil, 0, hash)
      } else {
        let cell = field(index)
        hash = XXH3_64bits_withSeed(cell.baseAddress, cell.count, hash)
      }
    }
    return hash
  }
}
