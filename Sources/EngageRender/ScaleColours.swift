/// Colours of an ordered scale, from its negative end over a light middle to its positive end. The two ends differ
/// in lightness too, so that the order can be told in greyscale.
enum ScaleColours {
  private typealias Colour = (red: Double, green: Double, blue: Double)

  private static let stops: [Colour] = [
    (0xB5, 0x48, 0x0F), (0xF4, 0xA5, 0x6A), (0xD9, 0xDD, 0xE0), (0x7D, 0xA7, 0xCE), (0x12, 0x43, 0x6D),
  ]

  /// A colour for each of so many points, as `#RRGGBB`.
  static func of(_ count: Int) -> [String] {
    guard count > 1 else { return [hex(stops[stops.count - 1])] }
    return (0..<count).map { point in
      let place = Double(point) * Double(stops.count - 1) / Double(count - 1)
      let lower = min(Int(place), stops.count - 2)
      let (from, to, part) = (stops[lower], stops[lower + 1], place - Double(lower))
      return hex(
        (
          from.red + (to.red - from.red) * part, from.green + (to.green - from.green) * part,
          from.blue + (to.blue - from.blue) * part
        ))
    }
  }

  /// Black or white, whichever stands out more: at least 4.58 to 1 on any colour.
  static func ink(on colour: String) -> String {
    contrast(colour, "#FFFFFF") >= contrast(colour, "#000000") ? "#FFFFFF" : "#000000"
  }

  /// Contrast of two colours, from 1 to 21 (WCAG 2.2).
  static func contrast(_ one: String, _ other: String) -> Double {
    let (left, right) = (luminance(one), luminance(other))
    return (max(left, right) + 0.05) / (min(left, right) + 0.05)
  }

  /// Relative luminance from 0 to 1 (WCAG 2.2), the sRGB curve by a cubic that is off by less than 0.003.
  static func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8, value].map { part -> Double in
      let level = Double(part & 0xFF) / 255
      return level * (level * (level * 0.305306011 + 0.682171111) + 0.012522878)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private static func hex(_ colour: Colour) -> String {
    "#"
      + [colour.red, colour.green, colour.blue].map { part in
        let digits = String(Int(part.rounded()), radix: 16, uppercase: true)
        return digits.count < 2 ? "0" + digits : digits
      }.joined()
  }
}
