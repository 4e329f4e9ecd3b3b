internal import Glibc

/// The digits of a number cell as a person sees them, out of the digits that the file holds.
///
/// Excel computes with 17 significant digits and shows 15: `0.30000000000000004` in the file is 0.3 on the screen.
enum NumberText {
  /// Appends a number as it is shown with room enough; text that is no number is answered with false.
  @inline(__always)
  static func append(_ text: UnsafePointer<UInt8>, _ count: Int, to out: inout ByteBuffer) -> Bool {
    if isPlain(text, count) {
      out.append(text, count)
      return true
    }
    guard let value = value(text, count) else { return false }
    append(value, to: &out)
    return true
  }

  /// Whether the text is already as short as it can be, with 15 digits at most.
  @inline(__always)
  private static func isPlain(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > 0, count <= 17 else { return false }
    var at = text[0] == 0x2D ? 1 : 0
    let first = at
    while at < count, text[at] &- 0x30 < 10 { at &+= 1 }
    let whole = at &- first
    if whole == 0 || whole > 15 || (whole > 1 && text[first] == 0x30) { return false }
    if at == count { return text[first] != 0x30 || first == 0 }
    guard text[at] == 0x2E else { return false }
    let point = at
    at &+= 1
    while at < count, text[at] &- 0x30 < 10 { at &+= 1 }
    let fraction = at &- point &- 1
    return at == count && fraction > 0 && text[at &- 1] != 0x30 && whole &+ fraction <= 15
  }

  /// The number that a text stands for, as JSON and XML Schema write numbers.
  static func value(_ text: UnsafePointer<UInt8>, _ count: Int) -> Double? {
    guard count > 0, count < 400 else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: count + 1) { copy in
      for at in 0..<count {
        switch text[at] {
        case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: copy[at] = CChar(bitPattern: text[at])
        default: return nil
        }
      }
      copy[count] = 0
      guard let start = copy.baseAddress else { return nil }
      var end: UnsafeMutablePointer<CChar>?
      let value = strtod(start, &end)
      return end == start + count && value.isFinite ? value : nil
    }
  }

  /// Appends a value with 15 significant digits at most, plainly where that takes no more than 21 digits.
  static func append(_ value: Double, to out: inout ByteBuffer) {
    guard value != 0 else { return out.append(0x30) }
    if value < 0 { out.append(0x2D) }
    var (digits, exponent) = significant(abs(value))
    while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
    if exponent >= 21 || exponent < -10 { return scientific(digits, exponent, to: &out) }
    if exponent < 0 {
      out.append("0.")
      out.append(repeating: 0x30, -exponent - 1)
      out.append(digits)
    } else if digits.count <= exponent + 1 {
      out.append(digits)
      out.append(repeating: 0x30, exponent + 1 - digits.count)
    } else {
      out.append(digits.prefix(exponent + 1))
      out.append(0x2E)
      out.append(digits.dropFirst(exponent + 1))
    }
  }

  private static func scientific(_ digits: [UInt8], _ exponent: Int, to out: inout ByteBuffer) {
    out.append(digits.prefix(1))
    if digits.count > 1 {
      out.append(0x2E)
      out.append(digits.dropFirst())
    }
    out.append(exponent < 0 ? "E-" : "E+")
    if abs(exponent) < 10 { out.append(0x30) }
    out.append(String(abs(exponent)).utf8)
  }

  /// Fifteen digits, correctly rounded, and the power of ten of the first.
  private static func significant(_ value: Double) -> ([UInt8], Int) {
    var text = [CChar](repeating: 0, count: 40)
    _ = withVaList([value]) { vsnprintf(&text, 40, "%.14e", $0) }
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let mantissa = bytes.prefix { $0 != 0x65 }
    let exponent = Int(String(decoding: bytes.dropFirst(mantissa.count + 1), as: UTF8.self)) ?? 0
    return (mantissa.filter { $0 != 0x2E }, exponent)
  }
}
