import EngageModel

/// Form numbers from one to another: `R-001..R-060`.
struct FormNumbers {
  static let most = 1000
  let numbers: [String]

  /// - Throws: `Diagnostic` where they are no such numbers, or too many.
  init(parsing text: String) throws {
    func refusal(_ message: String) -> Diagnostic {
      Diagnostic(rule: "bad-numbers", message: message, hint: "write the first and the last: R-001..R-060")
    }
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    guard let first = ends.first, let last = ends.last, ends.count <= 2 else {
      throw refusal("“\(text)” is no range of form numbers")
    }
    let from = FormNumbers.parts(first)
    let to = FormNumbers.parts(last)
    guard let start = from.number, let end = to.number, from.prefix == to.prefix else {
      throw refusal("both numbers must end in digits and be the same before them")
    }
    guard end >= start else { throw refusal("the last number comes before the first") }
    guard end - start < FormNumbers.most else {
      throw refusal("that is \(end - start + 1) copies; at most \(FormNumbers.most) are printed at once")
    }
    guard first.count <= 40, !text.contains(where: \.isNewline) else {
      throw refusal("a form number has at most 40 characters here")
    }
    let width = from.width
    numbers = (start...end).map { number in
      let digits = String(number)
      return from.prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
  }

  /// What stands before the digits at the end, and the digits.
  private static func parts(_ text: String) -> (prefix: String, number: Int?, width: Int) {
    let digits = String(text.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    return (String(text.dropLast(digits.count)), digits.count <= 12 ? Int(digits) : nil, digits.count)
  }
}
