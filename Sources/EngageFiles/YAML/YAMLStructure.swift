import EngageModel

/// Bounds on a YAML text that hold before it is parsed, so that no file can exhaust memory, stack or time.
enum YAMLStructure {
  /// Collections within collections.
  static let deepest = 200
  /// What look like aliases in one file: below this no expansion of them gets large.
  static let mostAliases = 30

  /// The bound that a text breaks.
  static func problem(of source: SourceFile) -> Diagnostic? {
    var scan = Scan()
    for byte in source.text.utf8 {
      scan.take(byte)
      if scan.depth > deepest || scan.prefixDepth > deepest || scan.indentation > 20 * deepest {
        return Diagnostic(
          rule: "too-deep", message: "maps and lists are nested too deep in each other", file: source.path,
          line: scan.line, column: 1)
      }
      if scan.aliases > mostAliases, scan.anchors > 0 {
        return Diagnostic(
          rule: "anchor", message: "anchors (&name) and aliases (*name) can't be used here",
          file: source.path,
          line: scan.line, column: 1, hint: "write it out in both places")
      }
    }
    return nil
  }

  /// Counts without knowing about quotes: too much rather than too little.
  private struct Scan {
    var line = 1
    var depth = 0
    var prefixDepth = 0
    var indentation = 0
    var aliases = 0
    var anchors = 0
    private var atStart = true
    private var last: UInt8 = 0x0A
    private var sigil: UInt8 = 0

    mutating func take(_ byte: UInt8) {
      if sigil != 0, byte > 0x20 {
        if sigil == UInt8(ascii: "*") { aliases += 1 } else { anchors += 1 }
      }
      sigil = 0
      switch byte {
      case 0x0A, 0x0D:
        if byte == 0x0A { line += 1 }
        (atStart, prefixDepth, indentation) = (true, 0, 0)
      case UInt8(ascii: " "): if atStart { indentation += 1 }
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): if atStart { prefixDepth += 1 }
      default:
        atStart = false
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
        case UInt8(ascii: "*"), UInt8(ascii: "&"): if Scan.separators.contains(last) { sigil = byte }
        default: break
        }
      }
      last = byte
    }

    private static let separators: [UInt8] = [0x09, 0x0A, 0x0D, 0x20, 0x2C, 0x5B, 0x7B, 0x3A]
  }
}
