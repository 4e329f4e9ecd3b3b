import EngageSheets

/// Colours after the government Analysis Function's guidance for charts; all can be told apart in greyscale.
enum Palette {
  static let blue: SheetColour = 0x12436D
  static let teal: SheetColour = 0x28A197
  static let plum: SheetColour = 0x801650
  static let orange: SheetColour = 0xF46A25
  static let ink: SheetColour = 0x3D3D3D
  static let lilac: SheetColour = 0xA285D1
  static let white: SheetColour = 0xFFFFFF
  /// Text that stands back; 4.5:1 on white.
  static let quiet: SheetColour = 0x595959
  /// Lines between rows.
  static let line: SheetColour = 0xD0D4D9
  /// Behind the banner of invented data.
  static let warning: SheetColour = 0xFFE2CC
  /// Behind cells to be filled in.
  static let toFill: SheetColour = 0xF4F7FA
  /// What stands outside a scale.
  static let outside: SheetColour = 0x8C8C8C

  /// Colours of series side by side.
  static func series(_ count: Int) -> [SheetColour] {
    if count <= 1 { return [blue] }
    if count == 2 { return [blue, orange] }
    let colours = [blue, teal, plum, orange, ink, lilac]
    return (0..<count).map { colours[$0 % colours.count] }
  }

  /// Colours of an ordered scale from its low end to its high end: orange, grey in the middle, blue, paler towards
  /// the middle. The blue end is the darker, so that the ends differ without colour.
  static func scale(_ count: Int) -> [SheetColour] {
    guard count > 1 else { return [blue] }
    let half = count / 2
    let lows = (0..<half).map { mix(orange, 0xFCDCCB, Double($0) / Double(max(2, half - 1))) }
    let highs = (0..<half).map { mix(blue, 0xBCD2E6, Double($0) / Double(max(2, half - 1))) }
    return lows + (count % 2 == 1 ? [0xE6E6E6] : []) + highs.reversed()
  }

  /// A colour on the way from one to another, `part` from 0 to 1.
  private static func mix(_ from: SheetColour, _ to: SheetColour, _ part: Double) -> SheetColour {
    func channel(_ shift: UInt32) -> UInt32 {
      let (start, end) = (Double(from.rgb >> shift & 255), Double(to.rgb >> shift & 255))
      return UInt32((start + (end - start) * part).rounded()) << shift
    }
    return SheetColour(rgb: channel(16) | channel(8) | channel(0))
  }

  /// White on dark colours, ink on light ones (relative luminance after WCAG 2.2, without its gamma).
  static func text(on colour: SheetColour) -> SheetColour {
    let (red, green, blue) = (colour.rgb >> 16 & 255, colour.rgb >> 8 & 255, colour.rgb & 255)
    let light = (299 * red + 587 * green + 114 * blue) / 1000
    return light < 130 ? white : 0x1A1A1A
  }
}
