internal import Glibc

/// Words and their codes, looked up by bytes without making a String: open addressing, linear probing.
///
/// It is a reference to memory of its own; whoever makes one calls ``deallocate()``.
struct WordTable {
  /// The word has not been seen.
  static let absent = Int32.min

  private struct Entry {
    /// 0 where the place is free.
    var hash: UInt64
    var start: Int
    var count: Int32
    var code: Int32
  }

  private struct Head {
    var entries: UnsafeMutablePointer<Entry>
    var mask: Int
    var used: Int
    var arena: UnsafeMutablePointer<UInt8>
    var arenaCount: Int
    var arenaCapacity: Int
  }

  private let head: UnsafeMutablePointer<Head>

  init() {
    head = .allocate(capacity: 1)
    head.initialize(
      to: Head(
        entries: WordTable.places(64), mask: 63, used: 0, arena: .allocate(capacity: 1024), arenaCount: 0,
        arenaCapacity: 1024))
  }

  func deallocate() {
    head.pointee.entries.deallocate()
    head.pointee.arena.deallocate()
    head.deallocate()
  }

  /// How many words it knows.
  var count: Int { head.pointee.used }

  /// The code of a word, or ``absent``.
  @inline(__always)
  func find(_ word: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let base = word.baseAddress else { return WordTable.absent }
    let hash = WordTable.hash(base, word.count)
    let table = head.pointee
    var place = Int(truncatingIfNeeded: hash) & table.mask
    while true {
      let entry = table.entries[place]
      if entry.hash == 0 { return WordTable.absent }
      if entry.hash == hash, Int(entry.count) == word.count,
        memcmp(table.arena + entry.start, base, word.count) == 0
      {
        return entry.code
      }
      place = (place &+ 1) & table.mask
    }
  }

  /// Keeps a word, unless it is known already.
  func add(_ word: UnsafeBufferPointer<UInt8>, code: Int32) {
    guard let base = word.baseAddress, word.count > 0, find(word) == WordTable.absent else { return }
    if (head.pointee.used + 1) * 2 > head.pointee.mask { grow() }
    reserve(word.count)
    let start = head.pointee.arenaCount
    (head.pointee.arena + start).update(from: base, count: word.count)
    head.pointee.arenaCount += word.count
    head.pointee.used += 1
    insert(
      Entry(hash: WordTable.hash(base, word.count), start: start, count: Int32(word.count), code: code))
  }

  func add(_ word: String, code: Int32) {
    var word = word
    word.withUTF8 { add($0, code: code) }
  }

  private func insert(_ entry: Entry) {
    var place = Int(truncatingIfNeeded: entry.hash) & head.pointee.mask
    while head.pointee.entries[place].hash != 0 { place = (place + 1) & head.pointee.mask }
    head.pointee.entries[place] = entry
  }

  private func grow() {
    let old = head.pointee.entries
    let oldCount = head.pointee.mask + 1
    head.pointee.entries = WordTable.places(oldCount * 2)
    head.pointee.mask = oldCount * 2 - 1
    for index in 0..<oldCount where old[index].hash != 0 { insert(old[index]) }
    old.deallocate()
  }

  private func reserve(_ bytes: Int) {
    guard head.pointee.arenaCount + bytes > head.pointee.arenaCapacity else { return }
    let capacity = max(head.pointee.arenaCapacity * 2, head.pointee.arenaCount + bytes)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: head.pointee.arena, count: head.pointee.arenaCount)
    head.pointee.arena.deallocate()
    head.pointee.arena = larger
    head.pointee.arenaCapacity = capacity
  }

  private static func places(_ count: Int) -> UnsafeMutablePointer<Entry> {
    let places = UnsafeMutablePointer<Entry>.allocate(capacity: count)
    places.initialize(repeating: Entry(hash: 0, start: 0, count: 0, code: 0), count: count)
    return places
  }

  /// Eight bytes at a time; never 0. Only within one run, so it need not be the same on all machines.
  @inline(__always)
  static func hash(_ base: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(base)
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    if count >= 8 {
      var at = 0
      while at &+ 8 <= count {
        hash = mix(hash, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        at &+= 8
      }
      if at < count { hash = mix(hash, raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)) }
    } else if count >= 4 {
      let low = UInt64(raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
      let high = UInt64(raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      hash = mix(hash, low | high << 32)
    } else {
      var word: UInt64 = 0
      for index in 0..<count { word = word << 8 | UInt64(base[index]) }
      hash = mix(hash, word)
    }
    hash ^= hash >> 29
    return hash == 0 ? 1 : hash
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
    return product ^ (product >> 32)
  }
}
