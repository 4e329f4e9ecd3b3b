/// How a text is most likely encoded, with the evidence a person can judge.
public struct EncodingDetection: Equatable, Sendable {
  /// The encoding that explains the bytes best; `nil` where none does.
  public internal(set) var encoding: TextEncoding?
  /// Sentences that say why.
  public internal(set) var evidence: [String] = []
  /// Other encodings that explain the bytes about as well and read them as other characters.
  public internal(set) var alternatives: [TextEncoding] = []
  /// Where UTF-8 breaks off, for a text that is UTF-8 but for a few bytes.
  public internal(set) var problem: UTF8Problem?
  /// What was lost or mangled before the text came here, in sentences; it is read as it is.
  public internal(set) var notes: [String] = []

  /// Encodings that are tried on bytes that are no UTF-8.
  private static let candidates: [TextEncoding] = [
    .windows1252, .macRoman, .windows1250, .windows1251, .windows1253, .windows1254, .windows1255,
    .windows1256,
    .iso8859p2, .iso8859p15, .koi8r, .dos850, .big5, .gb18030, .shiftJIS, .eucJP, .eucKR,
  ]

  /// Looks at the whole text; of bytes above 127, at 1 MiB with their surroundings.
  public static func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> EncodingDetection {
    detect(bytes, firstInvalid: UTF8Validation.firstInvalid(in: bytes))
  }

  /// The same, where it is known already whether and where the text stops being UTF-8.
  /// `passed` is told how far it has looked.
  static func detect(
    _ bytes: UnsafeBufferPointer<UInt8>, firstInvalid: Int?, passed: (Int) -> Void = { _ in }
  ) -> EncodingDetection {
    var found = EncodingDetection()
    if let marked = TextEncoding.byMark(bytes) {
      found.encoding = marked
      found.evidence = ["a byte order mark says \(marked.rawValue)"]
      if marked == .utf8 { found.judgeUTF8(bytes, firstInvalid, passed) }
      return found
    }
    if let wide = UTF16Pattern.encoding(of: bytes) {
      found.encoding = wide
      found.evidence = ["every other byte of plain letters is 0, as in \(wide.rawValue)"]
      return found
    }
    if firstInvalid == nil { found.encoding = .utf8 }
    found.judgeUTF8(bytes, firstInvalid, passed)
    return found
  }

  private mutating func judgeUTF8(
    _ bytes: UnsafeBufferPointer<UInt8>, _ firstInvalid: Int?, _ passed: (Int) -> Void
  ) {
    let mark = TextEncoding.byMark(bytes) == .utf8 ? 3 : 0
    let sample = ByteSample(UnsafeBufferPointer(rebasing: bytes.dropFirst(mark)), passed: passed)
    guard let firstInvalid else {
      if sample.highCount == 0 {
        if evidence.isEmpty { evidence = ["UTF-8: plain ASCII throughout"] }
      } else {
        let more = sample.isCut ? "more than " : ""
        evidence.append(
          "UTF-8: \(more)\(counted(sample.wellFormed, "character")) above ASCII, all well-formed")
        notes = MangledText.notes(sample)
      }
      return
    }
    if encoding == .utf8 || sample.wellFormed >= max(1, sample.malformed) {
      problem = UTF8Validation.problem(at: firstInvalid, in: bytes)
      evidence.append(
        "UTF-8 but for \(counted(sample.malformed, "byte")): "
          + "\(counted(sample.wellFormed, "character")) above ASCII well-formed")
      encoding = .utf8
      return
    }
    judgeLegacy(sample)
  }

  private mutating func judgeLegacy(_ sample: ByteSample) {
    let trials = Self.candidates.compactMap { EncodingTrial($0, sample) }.sorted { $0.score > $1.score }
    let places = sample.isCut ? "more than " : ""
    let bytes = "\(places)\(counted(sample.highCount, "byte")) above 127"
    guard let best = trials.first, best.mean > -1 else {
      evidence = ["\(bytes) that are no UTF-8, and no encoding known here makes plausible text of them"]
      return
    }
    encoding = best.encoding
    evidence = ["\(bytes); read as \(best.encoding.rawValue) they are \(Self.list(best))"]
    let others = trials.filter { $0.text != best.text }
    let margin = 1.5 + 0.1 * Double(sample.highCount)
    alternatives = others.filter { best.score - $0.score < margin }.map(\.encoding)
    if let next = others.first {
      let verb = alternatives.contains(next.encoding) ? "could as well be" : "would be"
      evidence.append("read as \(next.encoding.rawValue) they \(verb) \(Self.list(next))")
    }
  }

  private static func list(_ trial: EncodingTrial) -> String {
    let shown = trial.characters(6)
    let total = trial.characters(.max).count
    let names = shown.map { character, count in
      let name = character == "\u{A0}" ? "no-break space" : "“\(character)”"
      return count > 1 ? "\(name) ×\(count)" : name
    }
    return names.joined(separator: ", ") + (total > shown.count ? " and \(total - shown.count) others" : "")
  }
}

/// `1 byte`, `14 bytes`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// UTF-16 without a mark, by its zero bytes.
enum UTF16Pattern {
  /// The kind of UTF-16 whose plain letters the first 64 KiB hold; `nil` for other bytes.
  static func encoding(of bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
    let head = bytes.prefix(65_536)
    let units = head.count / 2
    guard units >= 2, bytes.count.isMultiple(of: 2) else { return nil }
    var zeros = [0, 0]
    var lineFeeds = [0, 0]
    var both = 0
    for at in stride(from: head.startIndex, to: head.endIndex & ~1, by: 2) {
      let (even, odd) = (head[at], head[at + 1])
      if even == 0 { zeros[0] += 1 }
      if odd == 0 { zeros[1] += 1 }
      if even == 0, odd == 0 { both += 1 }
      if even == 0, odd == 0x0A { lineFeeds[0] += 1 }
      if even == 0x0A, odd == 0 { lineFeeds[1] += 1 }
    }
    guard both == 0 else { return nil }
    for (side, other, encoding) in [(1, 0, TextEncoding.utf16LittleEndian), (0, 1, .utf16BigEndian)] {
      // In a text of another alphabet only delimiters and line ends have a zero byte.
      let enough = zeros[side] * 10 >= units * (lineFeeds[side] > 0 ? 1 : 6)
      if enough, zeros[other] * 20 < zeros[side] { return encoding }
    }
    return nil
  }
}

/// Signs in a well-formed text that it was read in the wrong encoding before it came here.
enum MangledText {
  static func notes(_ sample: ByteSample) -> [String] {
    var mangled = 0
    var lost = 0
    let scalars = String(decoding: sample.bytes, as: UTF8.self).unicodeScalars.map(\.value)
    for index in scalars.indices where scalars[index] >= 0x80 {
      let next = index + 1 < scalars.count ? scalars[index + 1] : 0
      switch scalars[index] {
      case 0xFFFD: lost += 1
      // “Ã©”, “Â£”, “â€™”: the two or three bytes of a UTF-8 character read one by one.
      case 0xC3 where (0xA1...0xBF).contains(next) || next == 0xA0 || (0x80...0x9F).contains(next):
        mangled += 1
      case 0xC2 where (0xA0...0xBF).contains(next): mangled += 1
      case 0xE2 where next == 0x20AC: mangled += 1
      default: break
      }
    }
    var notes: [String] = []
    if mangled > 0 {
      notes.append(
        "\(counted(mangled, "place")) \(mangled == 1 ? "looks" : "look") like UTF-8 that another program read in "
          + "the wrong encoding (“Ã©” for “é”); read as it is written. "
          + "Export the responses again if the words matter.")
    }
    if lost > 0 {
      let one = lost == 1
      notes.append(
        "\(counted(lost, "character")) had been lost before the file came here and \(one ? "stands" : "stand") "
          + "as “\u{FFFD}”; nothing can bring \(one ? "it" : "them") back but a new export.")
    }
    return notes
  }
}
