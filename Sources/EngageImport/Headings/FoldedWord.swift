/// A word as it is compared: lower case, white space trimmed and collapsed, typographic quotes and dashes plain.
func foldedWord(_ text: some StringProtocol) -> String {
  if let plain = text.utf8.withContiguousStorageIfAvailable({ foldedASCII($0) }), let plain { return plain }
  var folded = String.UnicodeScalarView()
  var pendingSpace = false
  for scalar in text.unicodeScalars {
    if scalar.properties.isWhitespace || scalar.value == 0xFEFF {
      pendingSpace = !folded.isEmpty
      continue
    }
    if pendingSpace { folded.append(" ") }
    pendingSpace = false
    switch scalar.value {
    case 0x2018, 0x2019, 0x201B, 0x02BC, 0x0060, 0x00B4: folded.append("'")
    case 0x201C, 0x201D, 0x201E, 0x201F, 0x00AB, 0x00BB: folded.append("\"")
    case 0x2010...0x2015, 0x2212: folded.append("-")
    default: folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
  return String(folded)
}

/// The same for ASCII, where no table of characters is needed; `nil` for other text.
private func foldedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
  if bytes.contains(where: { $0 >= 0x80 }) { return nil }
  return String(unsafeUninitializedCapacity: bytes.count) { folded in
    var count = 0
    var pendingSpace = false
    for byte in bytes {
      switch byte {
      case 0x09...0x0D, 0x20:
        pendingSpace = count > 0
        continue
      case 0x41...0x5A: append(byte | 0x20)
      case 0x60: append(0x27)
      default: append(byte)
      }
    }
    return count

    func append(_ byte: UInt8) {
      if pendingSpace {
        folded[count] = 0x20
        count += 1
        pendingSpace = false
      }
      folded[count] = byte
      count += 1
    }
  }
}

/// A name as it is compared: blanks, hyphens and underscores alike.
func foldedName(_ text: some StringProtocol) -> String {
  var name = ""
  for character in foldedWord(text) { name.append(character == " " || character == "-" ? "_" : character) }
  return name
}

/// Text without white space at its ends.
func trimmed(_ text: some StringProtocol) -> String {
  var text = Substring(text)
  while text.first?.isWhitespace == true { text.removeFirst() }
  while text.last?.isWhitespace == true { text.removeLast() }
  return String(text)
}
