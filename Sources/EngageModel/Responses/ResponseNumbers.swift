/// A set of responses, by number. Those that came in together are numbered in a row, so that millions take as little
/// room as a few.
public struct ResponseNumbers: Sendable, Hashable {
  /// In order; between two of them a number is missing.
  public private(set) var ranges: [ClosedRange<Int64>] = []

  public init() {}

  public init(_ numbers: some Sequence<Int64>) {
    for number in numbers { insert(number) }
  }

  /// How many they are.
  public var count: Int { ranges.reduce(0) { $0 + $1.count } }

  public var isEmpty: Bool { ranges.isEmpty }

  public mutating func insert(_ number: Int64) { insert(number...number) }

  public mutating func formUnion(_ other: ResponseNumbers) {
    if ranges.isEmpty { ranges = other.ranges } else { for range in other.ranges { insert(range) } }
  }

  /// At the end, where most are put in, it takes no search.
  private mutating func insert(_ range: ClosedRange<Int64>) {
    guard let last = ranges.last, range.lowerBound <= last.upperBound + 1 else { return ranges.append(range) }
    if range.lowerBound >= last.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      return
    }
    let first = firstRange { $0.upperBound + 1 >= range.lowerBound }
    let end = firstRange { $0.lowerBound > range.upperBound + 1 }
    let touched = ranges[first..<end]
    let lower = min(range.lowerBound, touched.first?.lowerBound ?? range.lowerBound)
    let upper = max(range.upperBound, touched.last?.upperBound ?? range.upperBound)
    ranges.replaceSubrange(first..<end, with: [lower...upper])
  }

  /// The position of the first range that meets what all after it meet too.
  private func firstRange(where isMet: (ClosedRange<Int64>) -> Bool) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if isMet(ranges[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  public func contains(_ number: Int64) -> Bool {
    let index = firstRange { $0.upperBound >= number }
    return index < ranges.count && ranges[index].contains(number)
  }

  /// Whether no number is in both.
  public func isDisjoint(with other: ResponseNumbers) -> Bool {
    var (one, two) = (0, 0)
    while one < ranges.count, two < other.ranges.count {
      if ranges[one].overlaps(other.ranges[two]) { return false }
      if ranges[one].upperBound < other.ranges[two].upperBound { one += 1 } else { two += 1 }
    }
    return true
  }
}

extension ResponseNumbers {
  /// In as few bytes as can be: for each range how far it begins behind the one before, and how many numbers follow
  /// its first; each seven bits a byte, the lowest first, the eighth says that more follow (LEB128).
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func write(_ number: Int64) {
      var rest = UInt64(bitPattern: number)
      while rest > 0x7F {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    var end: Int64 = 0
    for range in ranges {
      write(range.lowerBound &- end)
      write(range.upperBound &- range.lowerBound)
      end = range.upperBound
    }
    return bytes
  }

  /// - Returns: `nil` where the bytes are none that `bytes` gives.
  public init?(bytes: some Sequence<UInt8>) {
    var numbers: [Int64] = []
    var (number, shift): (UInt64, UInt64) = (0, 0)
    for byte in bytes {
      guard shift < 63 || (shift == 63 && byte <= 1) else { return nil }
      number |= UInt64(byte & 0x7F) << shift
      shift += 7
      guard byte & 0x80 == 0 else { continue }
      numbers.append(Int64(bitPattern: number))
      (number, shift) = (0, 0)
    }
    guard shift == 0, numbers.count.isMultiple(of: 2) else { return nil }
    var end: Int64 = 0
    for index in stride(from: 0, to: numbers.count, by: 2) {
      let (lower, overflow) = end.addingReportingOverflow(numbers[index])
      let (upper, more) = lower.addingReportingOverflow(numbers[index + 1])
      guard !overflow, !more, upper >= lower, ranges.last.map({ lower > $0.upperBound + 1 }) ?? true else {
        return nil
      }
      ranges.append(lower...upper)
      end = upper
    }
  }
}

/// In words, `1-80, 82`; so it is coded too.
extension ResponseNumbers: CustomStringConvertible, Codable {
  public var description: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ", ")
  }

  public init(from decoder: any Decoder) throws {
    let written = try decoder.singleValueContainer().decode(String.self)
    for part in written.split(separator: ",") {
      let ends = part.split(separator: "-").map { Int64($0.filter { $0 != " " }) }
      guard let first = ends.first, let lower = first, let last = ends.last, let upper = last,
        ends.count <= 2,
        lower <= upper
      else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no numbers of responses"))
      }
      insert(lower...upper)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
