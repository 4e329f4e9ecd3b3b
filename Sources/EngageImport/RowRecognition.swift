import EngageModel
import EngageSheets

/// Rows of an earlier batch that a file holds again.
public struct RepeatedRows: Sendable, Hashable {
  /// Which of the batches asked for, from 0.
  public var batch: Int
  public var extent: Extent
  /// Why no key tells them from new ones.
  public var reason: Reason
  /// Whether chance can be left out: most of the batch is there, and its rows tell enough to be no one else's.
  public var isCertain: Bool

  /// How much of the batch is there.
  public enum Extent: Sendable, Hashable {
    /// All its rows, side by side: which of the file's, from 0, and how many those are. Empty rows are not counted,
    /// nor, for `rowsWithoutKey`, rows with a key.
    case run(Range<Int>, of: Int)
    /// So many of the rows that were looked for, here and there.
    case scattered(Int, of: Int)
  }

  /// Why no key tells rows from those of an earlier batch.
  public enum Reason: Sendable, Hashable {
    /// The file has no key.
    case fileWithoutKeys
    /// The file has keys, which the batch has not.
    case batchWithoutKeys
    /// The file has keys, but not in these rows.
    case rowsWithoutKey
  }
}

/// Finds the rows of earlier batches in a file while it is read.
struct RowRecognition {
  /// From this many bits on, equal rows are the same rows; half as many make a row worth looking for by itself.
  static let enough = 24.0

  private let known: [RowsDigest]
  private let weights: RowWeights
  /// The cells that are taken. What Engage leaves out, names and addresses among it, leaves no trace either.
  private let fields: [Int]
  private let fieldsWithoutKey: [Int]
  private let hasKeys: Bool
  private var keyless = RowSums()
  /// Of all rows, where some have keys: an earlier batch may have been stored without, when the column of the key
  /// was an answer like any other, or was not there yet.
  private var all = RowSums()
  private var allButKeys = RowSums()
  /// The batches that look for a hash, until it is met.
  private var wanted: [UInt64: [Int]] = [:]
  /// By batch: how many of its hashes were met.
  private var met: [Int]

  init(_ layout: ColumnLayout, survey: Survey, known: [RowsDigest]) {
    self.known = known
    weights = RowWeights(layout, survey: survey)
    fields = layout.columns.indices.filter { column in
      layout.columns[column].roles.contains { $0 != .ignore }
    }
    fieldsWithoutKey = fields.filter { !layout.columns[$0].roles.contains(.key) }
    hasKeys = layout.submissionIsKey || fieldsWithoutKey.count < fields.count
    met = Array(repeating: 0, count: known.count)
    for (index, batch) in known.enumerated() {
      for hash in batch.sample { wanted[hash, default: []].append(index) }
    }
  }

  /// - Parameter hasKey: whether this row has a key.
  @inline(__always)
  mutating func add(_ reader: borrowing CSVReader, hasKey: Bool) {
    if hasKey, known.isEmpty { return }
    let hash = reader.contentHash(of: fields)
    let weight = weights.weight(of: reader)
    if !hasKey { keyless.add(hash, weight: weight) }
    if known.isEmpty { return }
    meet(hash)
    guard hasKeys else { return }
    all.add(hash, weight: weight)
    if fieldsWithoutKey.count == fields.count { return }
    let withoutKey = reader.contentHash(of: fieldsWithoutKey)
    allButKeys.add(withoutKey, weight: weight)
    meet(withoutKey)
  }

  @inline(__always)
  private mutating func meet(_ hash: UInt64) {
    if wanted.isEmpty { return }
    guard let batches = wanted[hash] else { return }
    wanted[hash] = nil
    for batch in batches { met[batch] += 1 }
  }

  /// What the rows without a key are recognised by; `nil` if there are none.
  var digest: RowsDigest? { keyless.digest.count > 0 ? keyless.digest : nil }

  /// The batches whose rows are in the file.
  func repeats() -> [RepeatedRows] {
    known.indices.compactMap { run(of: $0) ?? scattered($0) }
  }

  private func run(of batch: Int) -> RepeatedRows? {
    let searched: [(RowSums, RepeatedRows.Reason)] =
      hasKeys
      ? [(keyless, .rowsWithoutKey), (all, .batchWithoutKeys), (allButKeys, .batchWithoutKeys)]
      : [(keyless, .fileWithoutKeys)]
    for (sums, reason) in searched {
      guard let run = sums.run(of: known[batch]) else { continue }
      return RepeatedRows(
        batch: batch, extent: .run(run, of: sums.digest.count), reason: reason,
        isCertain: sums.bits(in: run) >= RowRecognition.enough)
    }
    return nil
  }

  private func scattered(_ batch: Int) -> RepeatedRows? {
    let looked = known[batch].sample.count
    let met = met[batch]
    // A row or two may be alike by chance.
    guard met >= 2, met * 8 >= looked else { return nil }
    // A few rows with words in them don't speak for a batch of short ones.
    let speaksForAll = looked == RowsDigest.sampleSize || looked * 4 >= known[batch].count
    return RepeatedRows(
      batch: batch, extent: .scattered(met, of: looked),
      reason: hasKeys ? .batchWithoutKeys : .fileWithoutKeys,
      isCertain: met * 2 >= looked && speaksForAll)
  }
}
