import EngageModel
import Glibc

/// The rows of a file as sums of their hashes, in which the rows of an earlier batch are found again.
struct RowSums {
  /// How many rows are searched, at nine bytes each; further ones only count for the sum of all.
  static let limit = 4_000_000

  private(set) var digest = RowsDigest()
  /// The sum of all hashes before each row, and after the last.
  private var sums: [UInt64] = [0]
  private var weights: [UInt8] = []

  /// Adds a row.
  /// - Parameter weight: how many bits its answers tell, about: see ``RowWeights``.
  @inline(__always)
  mutating func add(_ hash: UInt64, weight: UInt8) {
    digest.add(hash, tells: Double(weight) * 2 >= RowRecognition.enough)
    guard weights.count < RowSums.limit else { return }
    sums.append(digest.sum)
    weights.append(weight)
  }

  /// The first run of neighbouring rows that are those of a batch, in whatever order.
  /// - Returns: positions from 0; `nil` if there is no such run.
  func run(of batch: RowsDigest) -> Range<Int>? {
    guard batch.count > 0, batch.count <= weights.count else { return nil }
    return sums.withUnsafeBufferPointer { sums in
      for start in 0...(weights.count - batch.count)
      where sums[start + batch.count] &- sums[start] == batch.sum {
        return start..<(start + batch.count)
      }
      return nil
    }
  }

  /// How many bits a run of rows tells: few where they are short and alike, as different people's rows may be.
  func bits(in run: Range<Int>) -> Double {
    var times: [UInt64: (count: Int, weight: UInt8)] = [:]
    for row in run { times[sums[row + 1] &- sums[row], default: (0, weights[row])].count += 1 }
    // That a row comes exactly n times tells about half of log2 n.
    return times.values.reduce(0) { $0 + Double($1.weight) + log2(Double($1.count)) / 2 }
  }
}
