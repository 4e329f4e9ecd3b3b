/// Finds structured identifiers in a text: what has a shape of its own, however it is spaced, cased or disguised.
struct IdentifierFinder {
  /// Something found, by its characters in the plain text.
  struct Found {
    let kind: PersonalDataHint.Kind
    let range: Range<Int>
    var certainty = PersonalDataHint.Certainty.certain
  }

  private let text: String

  init(_ text: String) { self.text = text }

  /// All findings, in no order; they may overlap.
  var findings: [PersonalDataHint.Finding] {
    let plain = PlainText(text)
    var found = MailShapes(plain).found
    found += WebShapes(plain).found
    found += HandleShapes(plain).found
    found += IdentifierFinder.numbers(in: plain)
    found += BirthDates(plain).found
    return found.map { PersonalDataHint.Finding($0.kind, plain.range($0.range), $0.certainty) }
  }

  /// Identifiers that begin with a piece that has a digit, or go on to one.
  private static func numbers(in plain: PlainText) -> [Found] {
    let runs = NumberShapes(plain)
    let postcodes = PostcodeShape(plain)
    let insurance = NationalInsuranceShape(plain)
    let cars = CarRegistrationShape(plain)
    let banks = BankShapes(plain)
    var found: [Found] = []
    var index = 0
    while index < plain.pieces.count {
      let piece = plain.pieces[index]
      let isNearDigit =
        piece.hasDigit
        || (piece.count <= 4
          && (1...2).contains { step in
            index + step < plain.pieces.count && plain.pieces[index + step].hasDigit
          })
      guard isNearDigit else {
        index += 1
        continue
      }
      let match =
        banks.found(at: index) ?? insurance.found(at: index) ?? postcodes.found(at: index)
        ?? runs.found(at: index) ?? cars.found(at: index)
      guard let match else {
        index += 1
        continue
      }
      found.append(match)
      while index < plain.pieces.count, plain.pieces[index].start < match.range.upperBound { index += 1 }
    }
    return found
  }
}
