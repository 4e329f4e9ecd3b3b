/// Numbers from 0, each in one set; sets can be joined (Galler and Fischer, 1964; halved paths).
///
/// Which member stands for a set depends on the order of joining; the sets do not.
struct DisjointSets: ~Copyable {
  private let above: UnsafeMutablePointer<Int32>
  let count: Int

  /// Each number alone.
  init(count: Int) {
    self.count = count
    above = .allocate(capacity: count)
    for index in 0..<count { above[index] = Int32(index) }
  }

  deinit { above.deallocate() }

  /// The member that stands for the set of a number.
  @inline(__always)
  func root(of number: Int32) -> Int32 {
    var number = number
    while above[Int(number)] != number {
      let next = above[Int(above[Int(number)])]
      above[Int(number)] = next
      number = next
    }
    return number
  }

  /// Makes one set of two.
  func join(_ one: Int32, _ other: Int32) {
    let first = root(of: one)
    let second = root(of: other)
    above[Int(max(first, second))] = min(first, second)
  }
}
