/// What the rows of a file that have no key are recognised by when they come again among others.
public struct RowsDigest: Sendable, Hashable, Codable {
  /// How many rows.
  public var count: Int
  /// The sum, modulo 2⁶⁴, of a 64-bit hash of the cells of each: the same in whatever order they come.
  public var sum: UInt64
  /// The smallest hashes of rows that tell enough to be looked for one by one, ascending: a random sample, by which
  /// rows are found again that were corrected here and there, or sorted in between new ones.
  public var sample: [UInt64]

  /// The most hashes that a sample has.
  public static let sampleSize = 64

  public init(count: Int = 0, sum: UInt64 = 0, sample: [UInt64] = []) {
    self.count = count
    self.sum = sum
    self.sample = sample
  }

  /// Adds a row.
  /// - Parameter tells: whether no other row is likely to have the same cells.
  public mutating func add(_ hash: UInt64, tells: Bool) {
    count += 1
    sum &+= hash
    guard tells, sample.count < RowsDigest.sampleSize || hash < sample[RowsDigest.sampleSize - 1] else {
      return
    }
    let place = sample.firstIndex { $0 >= hash } ?? sample.count
    if place < sample.count, sample[place] == hash { return }
    sample.insert(hash, at: place)
    if sample.count > RowsDigest.sampleSize { sample.removeLast() }
  }
}
