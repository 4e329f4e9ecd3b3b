import EngageModel
import Foundation
import Testing

@Suite struct ResponseNumbersTests {
  /// Numbers as put in, and how they are written.
  static let cases: [(put: [Int64], written: String)] = [
    ([], ""), ([7], "7"), ([1, 2, 3], "1-3"), ([3, 1, 2], "1-3"), ([1, 3], "1, 3"), ([5, 5, 5], "5"),
    ([1, 2, 9, 10, 4], "1-2, 4, 9-10"), ([1, 3, 5, 4, 2], "1-5"), ([9, 1, 5], "1, 5, 9"),
    ([1_000_000_000_000, 1], "1, 1000000000000"),
  ]

  @Test(arguments: cases) func `numbers in a row are one range`(_ put: [Int64], _ written: String) throws {
    let numbers = ResponseNumbers(put)
    #expect(numbers.description == written)
    #expect(numbers.count == Set(put).count)
    #expect(ResponseNumbers(bytes: numbers.bytes) == numbers)
    let coded = try JSONEncoder().encode([numbers])
    #expect(try JSONDecoder().decode([ResponseNumbers].self, from: coded) == [numbers])
  }

  @Test func `any numbers in any order are kept, and no others`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let size = Int64.random(in: 1...80, using: &random)
      let put = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        Int64.random(in: 1...size, using: &random)
      }
      let other = (0..<20).map { _ in Int64.random(in: 1...size, using: &random) }
      var numbers = ResponseNumbers(put)
      #expect((0...size + 1).filter { numbers.contains($0) } == Set(put).sorted(), "\(put)")
      #expect(numbers.isDisjoint(with: ResponseNumbers(other)) == Set(put).isDisjoint(with: other))
      #expect(ResponseNumbers(bytes: numbers.bytes) == numbers)
      numbers.formUnion(ResponseNumbers(other))
      #expect(numbers == ResponseNumbers(Set(put + other).sorted()), "\(put) and \(other)")
      #expect(numbers.ranges == ResponseNumbers(Set(put + other).sorted()).ranges)
    }
  }

  @Test(
    arguments: [[0x80], [1], [1, 2, 3], [5, 0, 0, 0], [5, 0, 1, 0], Array(repeating: 0xFF, count: 12)]
      as [[UInt8]])
  func `bytes that say nothing are refused`(_ bytes: [UInt8]) {
    #expect(ResponseNumbers(bytes: bytes) == nil)
  }

  @Test(arguments: ["\"x\"", "\"3-1\"", "\"1-2-3\"", "\"1,,x\"", "7"])
  func `words that say nothing are refused`(
    _ json: String
  ) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ResponseNumbers.self, from: Data(json.utf8))
    }
  }

  @Test func `a million in a row take a few bytes, and every other one two bytes each`() {
    #expect(ResponseNumbers(1...1_000_000).bytes.count == 4)
    let odd = ResponseNumbers(stride(from: Int64(1), to: 1_000_000, by: 2))
    #expect(odd.count == 500_000)
    #expect(odd.bytes.count == 1_000_000)
    #expect(odd.contains(999_999) && !odd.contains(500_000))
  }
}
