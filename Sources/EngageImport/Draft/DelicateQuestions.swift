import EngageModel

/// What a question says about a person: answers that could help to recognise somebody, or tell who it is.
enum DelicateQuestions {
  /// The words by which a question is taken to identify; characteristics under the Equality Act 2010 among them.
  private static let identifying = [
    "religion", "religious", "faith", "belief", "ethnicity", "ethnic", "race", "racial", "disability",
    "disabilities",
    "disabled", "impairment", "sexual orientation", "sexuality", "gender", "sex", "transgender", "trans",
    "age",
    "age group", "age band", "how old", "date of birth", "dob", "birth", "birthday", "postcode", "post code",
    "postal code", "zip", "zip code", "nationality", "citizenship", "country of birth", "marital", "pregnant",
    "pregnancy", "mother tongue", "first language", "main language", "household income", "health condition",
    "long term condition",
  ]
  /// Special categories of personal data (UK GDPR, Article 9): never in a record-level export unless asked for.
  private static let special = [
    "religion", "religious", "faith", "belief", "ethnicity", "ethnic", "race", "racial", "disability",
    "disabilities", "disabled", "impairment", "sexual orientation", "sexuality", "transgender", "trans",
    "gender identity", "pregnant", "pregnancy", "health condition", "long term condition", "trade union",
    "political", "postcode", "post code", "postal code", "zip code",
  ]
  private static let personal: [(String, [String])] = [
    ("e-mail addresses", ["email", "e mail", "mail address"]),
    ("telephone numbers", ["phone", "telephone", "mobile number", "phone number", "mobile"]),
    ("addresses", ["address", "street", "house number"]),
    (
      "names",
      [
        "first name", "last name", "surname", "forename", "full name", "your name", "name first", "name last",
        "firstname", "lastname", "fname", "lname", "contact name", "name", "names",
      ]
    ),
    (
      "identity numbers",
      ["ip address", "nhs number", "national insurance", "student id", "staff id", "member id"]
    ),
  ]

  /// Whether its answers must stay out of exports of single records.
  static func isSpecial(_ label: LabelWords) -> Bool { label.hasAny(special) }

  /// Whether a question is one of them.
  static func identifies(_ label: LabelWords) -> Bool { label.hasAny(identifying) }

  /// What personal data a free text holds: “e-mail addresses”; `nil` if it does not look like any.
  static func personalData(_ answers: AnswerValues, label: LabelWords) -> String? {
    if let kind = byContent(answers) { return kind }
    return personal.first { label.hasAny($0.1) }?.0
  }

  private static func byContent(_ answers: AnswerValues) -> String? {
    let sample = answers.texts.prefix(200)
    guard sample.count >= 3 else { return nil }
    func most(_ fits: (String) -> Bool) -> Bool { sample.count(where: fits) * 5 >= sample.count * 4 }
    if most(isMail) { return "e-mail addresses" }
    if most(isNetworkAddress) { return "network addresses" }
    if most(isTelephone) { return "telephone numbers" }
    if most(isPostcode) { return "postcodes" }
    return nil
  }

  private static func isMail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains(" ")
  }

  private static func isNetworkAddress(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { Int($0).map { (0...255).contains($0) } ?? false }
  }

  private static func isTelephone(_ text: String) -> Bool {
    let digits = text.count(where: \.isASCIIDigit)
    return (9...15).contains(digits) && text.allSatisfy { $0.isASCIIDigit || " ()+-./".contains($0) }
      && (text.first == "0" || text.first == "+" || text.first == "(" || text.contains("-"))
  }

  /// `CV11 4AA`; letters and digits in the shape of a British postcode.
  private static func isPostcode(_ text: String) -> Bool {
    let shape = String(
      text.uppercased().filter { $0 != " " }.map { character -> Character in
        character.isASCIIDigit ? "9" : character.isASCII && character.isLetter ? "A" : "?"
      })
    return ["A99AA", "A999AA", "A9A9AA", "AA99AA", "AA999AA", "AA9A9AA"].contains(shape)
  }
}
