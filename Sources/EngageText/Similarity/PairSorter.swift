/// Sorts numbers of 64 bits by their higher half, keeping the order of equals: a radix sort in three passes.
final class PairSorter {
  private var pairs: UnsafeMutablePointer<UInt64>
  private var spare: UnsafeMutablePointer<UInt64>
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(1, capacity)
    pairs = .allocate(capacity: self.capacity)
    spare = .allocate(capacity: self.capacity)
  }

  deinit {
    pairs.deallocate()
    spare.deallocate()
  }

  /// Puts a number at a place; the places are filled from 0.
  @inline(__always)
  func put(_ pair: UInt64, at place: Int) {
    if place == capacity { grow() }
    pairs[place] = pair
  }

  private func grow() {
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
    larger.update(from: pairs, count: capacity)
    pairs.deallocate()
    spare.deallocate()
    pairs = larger
    capacity *= 2
    spare = .allocate(capacity: capacity)
  }

  /// Sorts the first numbers.
  func sort(_ count: Int) {
    for shift in [32, 43, 54] as [UInt64] {
      var starts = Array(repeating: 0, count: 2049)
      starts.withUnsafeMutableBufferPointer { starts in
        for index in 0..<count { starts[Int(pairs[index] >> shift & 2047) + 1] += 1 }
        for digit in 1...2048 { starts[digit] += starts[digit - 1] }
        for index in 0..<count {
          let digit = Int(pairs[index] >> shift & 2047)
          spare[starts[digit]] = pairs[index]
          starts[digit] += 1
        }
      }
      swap(&pairs, &spare)
    }
  }

  /// The first numbers, once sorted.
  func sorted(_ count: Int) -> UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: pairs, count: count) }
}
