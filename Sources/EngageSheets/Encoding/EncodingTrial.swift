/// A sample of a text read in one encoding: how well that goes.
struct EncodingTrial {
  let encoding: TextEncoding
  /// The weights of all characters above 127, with what speaks for the encoding beforehand.
  private(set) var score = 0.0
  /// The bytes that were judged.
  private(set) var highBytes = 0
  /// The sample in UTF-8.
  let text: [UInt8]

  /// Reads the sample; `nil` where its bytes do not fit or the machine does not know the encoding.
  init?(_ encoding: TextEncoding, _ sample: ByteSample) {
    self.encoding = encoding
    let multibyte = MultibyteTable(encoding)
    do throws(TextDecodingError) {
      text = try sample.bytes.withUnsafeBufferPointer { (bytes) throws(TextDecodingError) in
        try encoding.decode(bytes)
      }
    } catch { return nil }
    highBytes = sample.highCount
    if let multibyte {
      guard let weight = multibyte.weight(of: sample.bytes) else { return nil }
      score = weight
    } else {
      score = Self.weight(ofSingleBytes: String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value))
    }
    score += Self.prior(encoding)
  }

  /// The mean weight of a byte.
  var mean: Double { highBytes == 0 ? 0 : score / Double(highBytes) }

  private static func weight(ofSingleBytes scalars: [UInt32]) -> Double {
    var sum = 0.0
    func at(_ index: Int) -> UInt32 { index >= 0 && index < scalars.count ? scalars[index] : 0x0A }
    for index in scalars.indices where scalars[index] >= 0x80 {
      sum += LetterPlausibility.weight(
        scalars[index], after: at(index - 1), before: at(index + 1), at(index + 2))
    }
    return sum
  }

  /// What is met how often in exports of surveys: Windows first, Macintosh next.
  private static func prior(_ encoding: TextEncoding) -> Double {
    switch encoding {
    case .windows1252: 0.5
    case .macRoman: 0
    case .iso8859p15, .dos850: -2
    case .windows1250, .windows1251, .big5, .gb18030, .shiftJIS, .eucKR: -6
    default: -7
    }
  }

  /// The characters above 127, the most frequent first, with how often they stand in the sample.
  func characters(_ most: Int) -> [(character: Character, count: Int)] {
    var counts: [Unicode.Scalar: (first: Int, count: Int)] = [:]
    for (place, scalar) in String(decoding: text, as: UTF8.self).unicodeScalars.enumerated()
    where scalar.value >= 0x80 {
      counts[scalar, default: (place, 0)].count += 1
    }
    return counts.sorted { ($1.value.count, $0.value.first) < ($0.value.count, $1.value.first) }
      .prefix(most).map { (Character($0.key), $0.value.count) }
  }
}
