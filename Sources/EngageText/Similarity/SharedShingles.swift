/// Of some texts' shingles those that occur in two texts at least, and by text their ranks from the rarest.
///
/// Found by sorting, not by counting in a table: no shingle is taken for another of the same slot, and memory is
/// read in order.
struct SharedShingles: ~Copyable {
  /// How many different shingles each text has.
  let sizes: UnsafeMutableBufferPointer<Int32>
  /// The ranks of text i's shared shingles, rarest first, are `ranks[starts[i]..<starts[i + 1]]`.
  private(set) var ranks: UnsafeMutableBufferPointer<Int32>
  let starts: UnsafeMutableBufferPointer<Int>
  /// How many different ranks there are.
  private(set) var rankCount = 0

  /// - Parameters:
  ///   - texts: where the shingles are.
  ///   - chosen: positions of the texts to compare; numbers below are positions in this.
  ///   - similarity: texts that share too few shingles to be so alike to any other get no ranks.
  init(of texts: ShingledTexts, chosen: [Int32], similarity: Double) {
    sizes = .allocate(capacity: chosen.count)
    sizes.initialize(repeating: 0)
    starts = .allocate(capacity: chosen.count + 1)
    starts.initialize(repeating: 0)
    var runs = ShingleRuns(of: texts, chosen: chosen, sizes: sizes)
    runs.drop(below: similarity, sizes: sizes)
    for text in runs.texts { starts[Int(text) + 1] += 1 }
    for text in chosen.indices { starts[text + 1] += starts[text] }
    ranks = .allocate(capacity: max(1, runs.texts.count))
    fill(from: runs, count: chosen.count)
  }

  deinit {
    sizes.deallocate()
    ranks.deallocate()
    starts.deallocate()
  }

  /// Ranks the runs by their length and deals them out to their texts.
  private mutating func fill(from runs: ShingleRuns, count: Int) {
    var next = Array(starts[0..<count])
    for (rank, run) in runs.byLength().enumerated() {
      for text in runs.texts[runs.range(Int(run))] {
        ranks[next[Int(text)]] = Int32(rank)
        next[Int(text)] += 1
      }
    }
    rankCount = runs.count
  }
}

/// The texts of each shared shingle, one shingle after the other.
struct ShingleRuns {
  /// Positions of texts; those of run i end at `ends[i]`.
  private(set) var texts: [Int32] = []
  private(set) var ends: [Int] = []

  /// So many shingles are sorted at a time, so that memory for sorting does not grow with the texts.
  private static let atATime = 1 << 22

  var count: Int { ends.count }

  func range(_ run: Int) -> Range<Int> { (run == 0 ? 0 : ends[run - 1])..<ends[run] }

  /// - Parameter sizes: gets the number of different shingles of each text.
  init(of all: ShingledTexts, chosen: [Int32], sizes: UnsafeMutableBufferPointer<Int32>) {
    let total = chosen.reduce(0) { $0 + all.range(Int($1)).count }
    var parts = 1
    while total / parts > ShingleRuns.atATime { parts *= 2 }
    let sorter = PairSorter(capacity: parts == 1 ? total : total / parts * 2)
    for part in 0..<parts {
      var kept = 0
      all.shingles.withUnsafeBufferPointer { shingles in
        for (position, text) in chosen.enumerated() {
          for index in all.range(Int(text)) where parts == 1 || Int(shingles[index]) & (parts - 1) == part {
            sorter.put(UInt64(shingles[index]) << 32 | UInt64(position), at: kept)
            kept += 1
          }
        }
      }
      sorter.sort(kept)
      collect(sorter.sorted(kept), sizes)
    }
  }

  private mutating func collect(
    _ pairs: UnsafeBufferPointer<UInt64>, _ sizes: UnsafeMutableBufferPointer<Int32>
  ) {
    var index = 0
    while index < pairs.count {
      let shingle = pairs[index] >> 32
      let start = texts.count
      var last: Int32 = -1
      let first = Int32(truncatingIfNeeded: pairs[index])
      while index < pairs.count, pairs[index] >> 32 == shingle {
        let text = Int32(truncatingIfNeeded: pairs[index])
        index += 1
        guard text != last else { continue }
        sizes[Int(text)] += 1
        if last >= 0 {
          if last == first { texts.append(first) }
          texts.append(text)
        }
        last = text
      }
      if texts.count > start { ends.append(texts.count) }
    }
  }

  /// Leaves out texts that share too few shingles to be so alike to any other; then those that shared them with
  /// these, and so on for a few rounds.
  mutating func drop(below similarity: Double, sizes: UnsafeMutableBufferPointer<Int32>) {
    for _ in 0..<4 {
      var shared = Array(repeating: Int32(0), count: sizes.count)
      for text in texts { shared[Int(text)] += 1 }
      let isOut = shared.indices.map {
        shared[$0] > 0 && shared[$0] < PrefixFilter.leastShared(of: sizes[$0], similarity)
      }
      guard isOut.contains(true) else { return }
      var (kept, runs, start) = (0, 0, 0)
      for run in ends.indices {
        let end = ends[run]
        let first = kept
        for index in start..<end where !isOut[Int(texts[index])] {
          texts[kept] = texts[index]
          kept += 1
        }
        start = end
        if kept - first < 2 {
          kept = first
        } else {
          ends[runs] = kept
          runs += 1
        }
      }
      texts.removeSubrange(kept...)
      ends.removeSubrange(runs...)
    }
  }

  /// The runs, shortest first.
  func byLength() -> [Int32] {
    var starts = Array(repeating: 0, count: (0..<count).reduce(0) { max($0, range($1).count) } + 2)
    for run in 0..<count { starts[range(run).count + 1] += 1 }
    for length in starts.indices.dropFirst() { starts[length] += starts[length - 1] }
    var ordered = Array(repeating: Int32(0), count: count)
    for run in 0..<count {
      let length = range(run).count
      ordered[starts[length]] = Int32(run)
      starts[length] += 1
    }
    return ordered
  }
}
