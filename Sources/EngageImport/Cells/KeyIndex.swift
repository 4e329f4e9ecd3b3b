/// The keys of the rows so far, as hashes: eight bytes each while there is no doubt, all else only after the first
/// hash that comes twice.
struct KeyIndex: ~Copyable {
  private var hashes: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var count = 0

  init() {
    mask = 1023
    hashes = .allocate(capacity: 1024)
    hashes.initialize(repeating: 0, count: 1024)
  }

  deinit { hashes.deallocate() }

  /// Keeps a hash.
  /// - Returns: false if it was there already.
  @inline(__always)
  mutating func insert(_ hash: UInt64) -> Bool {
    var place = Int(truncatingIfNeeded: hash >> 7) & mask
    while hashes[place] != 0 {
      if hashes[place] == hash { return false }
      place = (place &+ 1) & mask
    }
    hashes[place] = hash
    count += 1
    if count &* 4 > mask &* 3 { grow() }
    return true
  }

  private mutating func grow() {
    let old = hashes
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    hashes = .allocate(capacity: oldCount * 2)
    hashes.initialize(repeating: 0, count: oldCount * 2)
    for index in 0..<oldCount where old[index] != 0 {
      var place = Int(truncatingIfNeeded: old[index] >> 7) & mask
      while hashes[place] != 0 { place = (place + 1) & mask }
      hashes[place] = old[index]
    }
    old.deallocate()
  }
}
