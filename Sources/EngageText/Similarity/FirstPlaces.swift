/// Where each number of a list occurs first.
struct FirstPlaces: ~Copyable {
  private let places: UnsafeMutablePointer<Int32>
  private let mask: Int

  /// - Parameter count: how many numbers at most will be asked for.
  init(count: Int) {
    var size = 16
    while size < 2 * count { size *= 2 }
    places = .allocate(capacity: size)
    places.initialize(repeating: -1, count: size)
    mask = size - 1
  }

  deinit { places.deallocate() }

  /// The first place at which the number of a place stands: an earlier one, or this.
  /// - Parameter number: well mixed, the one at `place` of `numbers`.
  func first(_ place: Int, in numbers: UnsafeBufferPointer<UInt64>) -> Int {
    let number = numbers[place]
    var slot = Int(truncatingIfNeeded: number ^ number >> 32) & mask
    while places[slot] >= 0 {
      if numbers[Int(places[slot])] == number { return Int(places[slot]) }
      slot = (slot + 1) & mask
    }
    places[slot] = Int32(place)
    return place
  }
}
