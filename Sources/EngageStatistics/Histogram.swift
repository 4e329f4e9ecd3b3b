import Glibc

/// Numbers counted in classes of equal width, with edges that people can read.
public struct Histogram: Sendable, Equatable {
  /// From the lowest edge: one more than there are classes. A class holds its lower edge, and not its upper one.
  public let edges: [Double]
  public let counts: [Int]
  /// The last class holds its upper edge too.
  public let holdsLastEdge: Bool

  /// What decides the classes.
  public enum Classes: Sendable, Hashable {
    /// Twice the distance of the quartiles over the cube root of *n*, rounded up to a width that people can read.
    /// Source: Freedman and Diaconis (1981), "On the histogram as a density estimator", Zeitschrift für
    /// Wahrscheinlichkeitstheorie 57, pp. 453–476; where the quartiles are the same, Sturges (1926), "The choice of
    /// a class interval", J. Am. Statist. Assoc. 21, pp. 65–66: the range over 1 + log₂ *n*. A range of few steps
    /// has a class for each.
    case automatic
    /// So many between the lowest and the highest number.
    case number(Int)
    /// Edges at the multiples of a width.
    case width(Double)
  }

  /// A range of at most so many steps has a class for each.
  private static let mostSteps = 20.0

  /// More classes than these are too many to see; a width that would make more is multiplied until it does not.
  public static let mostClasses = 100

  /// - Parameters:
  ///   - sorted: the numbers.
  ///   - classes: how they are cut.
  ///   - widths: the widths that people can read, from the narrowest, for numbers in units such as days, where steps of
  ///     1, 2, 5, 10, 20 … won't do; the last is multiplied where it is too narrow.
  ///   - step: the smallest width that makes sense: 1 for whole numbers.
  ///   - origin: a number at which a class of a width begins, such as a Monday.
  /// - Returns: nil without numbers, or where they are too far apart to be cut.
  public init?(
    _ sorted: SortedValues, classes: Classes = .automatic, widths: [Double] = [], step: Double = 0,
    origin: Double = 0
  ) {
    guard let least = sorted.minimum, let most = sorted.maximum, (most - least).isFinite else { return nil }
    if case .number(let number) = classes {
      guard let cut = Histogram.cut(from: least, to: most, into: number) else { return nil }
      edges = cut
      holdsLastEdge = true
    } else {
      let width: Double
      if case .width(let asked) = classes {
        width = Histogram.widened(asked, from: least, to: most)
      } else {
        let bare = Histogram.automaticWidth(sorted, step: step)
        let readable = Histogram.readable(max(bare, step), among: widths)
        width = Histogram.widened(readable, from: least, to: most)
      }
      guard width > 0, width.isFinite, abs(least / width) < 0x1p52, abs(most / width) < 0x1p52 else {
        return nil
      }
      edges = Histogram.edges(from: least - origin, to: most - origin, width: width).map { $0 + origin }
      holdsLastEdge = false
    }
    guard edges.count > 1, edges.allSatisfy(\.isFinite) else { return nil }
    var counts = Array(repeating: 0, count: edges.count - 1)
    var place = 0
    for (value, count) in zip(sorted.values, sorted.counts) {
      while place < counts.count - 1, value >= edges[place + 1] { place += 1 }
      counts[place] += count
    }
    self.counts = counts
  }

  private static func cut(from least: Double, to most: Double, into number: Int) -> [Double]? {
    guard number > 0 else { return nil }
    // One number alone is in the middle of a class.
    let (low, high) = least < most ? (least, most) : (least - 0.5, most + 0.5)
    guard low < high else { return nil }
    return (0...number).map { $0 == number ? high : low + (high - low) * Double($0) / Double(number) }
  }

  private static func automaticWidth(_ sorted: SortedValues, step: Double) -> Double {
    guard let low = sorted.quantile(0.25), let high = sorted.quantile(0.75), let least = sorted.minimum,
      let most = sorted.maximum, least < most
    else { return step > 0 ? step : 1 }
    if step > 0, (most - least) / step < mostSteps { return step }
    if high > low { return 2 * (high - low) / cbrt(Double(sorted.count)) }
    return (most - least) / (1 + log2(Double(sorted.count)))
  }

  /// The width rounded up: to one of a list, else to 1, 2 or 5 times a power of ten.
  private static func readable(_ width: Double, among widths: [Double]) -> Double {
    if let fitting = widths.first(where: { $0 >= width }) { return fitting }
    if let widest = widths.last { return widest * (width / widest).rounded(.up) }
    let exponent = Int(log10(width).rounded(.down))
    for factor in [1.0, 2, 5, 10] {
      let candidate = scaled(factor, exponent)
      if candidate >= width * (1 - 1e-12) { return candidate }
    }
    return scaled(10, exponent)
  }

  private static func widened(_ width: Double, from least: Double, to most: Double) -> Double {
    let needed = (most - least) / Double(mostClasses - 1)
    return width >= needed ? width : width * (needed / width).rounded(.up)
  }

  /// The multiples of a width from just below the lowest number to above the highest, each the nearest `Double` to
  /// its decimal, so that 0.3 lies in the class from 0.3.
  private static func edges(from least: Double, to most: Double, width: Double) -> [Double] {
    func edge(_ multiple: Double) -> Double { decimal(multiple * width) }
    var first = (least / width).rounded(.down)
    while edge(first) > least { first -= 1 }
    while edge(first + 1) <= least { first += 1 }
    var edges = [edge(first)]
    var multiple = first
    repeat {
      multiple += 1
      edges.append(edge(multiple))
    } while edge(multiple) <= most
    return edges
  }

  /// A number to 14 digits, as a decimal would be read.
  private static func decimal(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    let places = 13 - Int(log10(abs(value)).rounded(.down))
    guard (0...22).contains(places), abs(value) < 1e8 else { return value }
    let power = pow(10, Double(places))
    return (value * power).rounded() / power
  }

  private static func scaled(_ factor: Double, _ exponent: Int) -> Double {
    exponent >= 0 ? factor * pow(10, Double(exponent)) : factor / pow(10, Double(-exponent))
  }
}
