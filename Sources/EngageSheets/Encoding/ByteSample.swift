/// The places of a text that hold bytes above 127, each with the few bytes around it: what an encoding is judged by.
struct ByteSample {
  /// The places one after another, with a line feed between them.
  private(set) var bytes: [UInt8] = []
  /// The bytes above 127 in the sample, and whether the text has more.
  private(set) var highCount = 0
  private(set) var isCut = false
  /// Of the whole sample: sequences of well-formed UTF-8, and bytes that belong to none.
  private(set) var wellFormed = 0
  private(set) var malformed = 0

  /// Bytes kept on each side of a place.
  private static let around = 4

  /// Looks through all of `text` until `limit` bytes are collected; `passed` is told now and then how far it has
  /// come, so that a mapped file's memory can be given back.
  init(_ text: UnsafeBufferPointer<UInt8>, limit: Int = 1 << 20, passed: (Int) -> Void = { _ in }) {
    guard let start = text.baseAddress else { return }
    let step = 1 << 24
    var at = 0
    var copied = 0
    while at < text.count {
      guard let found = UTF8Validation.firstHigh(start, at, min(text.count, at + step)) else {
        at = min(text.count, at + step)
        passed(at)
        continue
      }
      let from = max(copied, found - Self.around)
      if from > copied, !bytes.isEmpty { bytes.append(0x0A) }
      var stop = found
      var end = found
      // A place that is too long is cut at plain ASCII, so that no character is.
      while end < min(text.count, stop + Self.around + 1),
        end - from < limit || (start[end] >= 0x80 && end - from < limit + 65_536)
      {
        if start[end] >= 0x80 {
          stop = end
          highCount += 1
        }
        end += 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(start: start + from, count: end - from))
      (at, copied) = (end, end)
      if bytes.count >= limit {
        isCut = end < text.count
        break
      }
    }
    bytes.append(0x0A)
    countSequences()
  }

  private mutating func countSequences() {
    bytes.withUnsafeBufferPointer { sample in
      var at = 0
      while at < sample.count {
        if sample[at] < 0x80 {
          at += 1
        } else if let width = UTF8Validation.sequenceWidth(sample, at) {
          wellFormed += 1
          at += width
        } else {
          malformed += 1
          at += 1
        }
      }
    }
  }
}
