internal import CXXHash

extension CSVReader {
  /// A 64-bit hash of the current record's cells, the same on every machine.
  ///
  /// Delimiter, quotation marks and line end have no part in it, nor have empty cells at the end of the record: a
  /// table that another program has saved again keeps its hashes.
  /// - Parameter fields: positions of cells that count as if their columns were not there.
  public func contentHash(leavingOut fields: [Int] = []) -> UInt64 {
    var count = fieldCount
    while count > 0, cells[count - 1].count == 0 || fields.contains(count - 1) { count -= 1 }
    // Each cell's hash is the seed of the next one's, so that their order matters and their borders too.
    var hash: UInt64 = 0
    for index in 0..<count where fields.isEmpty || !fields.contains(index) {
      let cell = field(index)
      hash = XXH3_64bits_withSeed(cell.baseAddress, cell.count, hash)
    }
    return hash
  }
}
