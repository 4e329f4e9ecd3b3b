/// E-mail addresses and names on social networks in a text.
struct MailClues {
  private let text: String

  init(_ text: String) { self.text = text }

  var findings: [PersonalDataHint.Finding] {
    var found: [PersonalDataHint.Finding] = []
    let utf8 = text.utf8
    var start = utf8.startIndex
    while let at = utf8[start...].firstIndex(of: UInt8(ascii: "@")) {
      let after = utf8.index(after: at)
      var first = at
      while first > start {
        let before = utf8.index(before: first)
        guard MailClues.isOfMailbox(utf8[before]) else { break }
        first = before
      }
      var end = after
      while end < utf8.endIndex, MailClues.isOfDomain(utf8[end]) { end = utf8.index(after: end) }
      while end > after, MailClues.isPunctuation(utf8[utf8.index(before: end)]) {
        end = utf8.index(before: end)
      }
      let length = utf8.distance(from: after, to: end)
      if first < at, utf8[after..<end].contains(UInt8(ascii: ".")) {
        found.append(PersonalDataHint.Finding(.email, first..<end))
      } else if first == at, length >= 3 {
        found.append(PersonalDataHint.Finding(.socialHandle, at..<end))
      }
      start = max(end, after)
    }
    return found
  }

  /// Letters of any script, digits and what else a mailbox's name holds.
  private static func isOfMailbox(_ byte: UInt8) -> Bool { isOfDomain(byte) || "+%'".utf8.contains(byte) }

  private static func isOfDomain(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7a).contains(byte | 0x20) || (48...57).contains(byte)
      || "._-".utf8.contains(byte)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool { "._-".utf8.contains(byte) }
}
