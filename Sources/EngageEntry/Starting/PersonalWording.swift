/// What a wording seems to ask about a person, and why that matters.
///
/// Special categories after Article 9 of the UK GDPR; what else helps to recognise somebody after the Equality Act's
/// characteristics and what forms usually ask.
struct PersonalWording {
  /// What it asks about: “religion or belief”.
  let subject: String
  /// Whether the law protects such answers specially.
  let isSpecial: Bool
  /// Whether it names a person outright.
  let isContact: Bool

  /// What a wording seems to ask; `nil` where nothing of the kind shows.
  static func of(_ wording: String) -> PersonalWording? {
    let letters = wording.lowercased().map { $0.isLetter || $0.isNumber ? $0 : " " }
    let text = " " + String(letters) + " "
    // “May we quote you, without your name?” asks for none.
    if text.contains(" without your name") || text.contains(" not write your name") { return nil }
    for (subject, special, contact, words) in subjects
    where words.contains(where: { text.contains(" " + $0) }) {
      return PersonalWording(subject: subject, isSpecial: special, isContact: contact)
    }
    return nil
  }

  /// Beginnings of words; a blank at the end asks for the whole word.
  private static let subjects: [(String, Bool, Bool, [String])] = [
    (
      "religion or belief", true, false,
      ["religio", "faith ", "your belief", "church", "mosque ", "denomination"]
    ),
    (
      "ethnic group or origin", true, false,
      ["ethnic", "race ", "racial", "your background", "your heritage", "skin colour"]
    ),
    (
      "health or disability", true, false,
      [
        "health condition", "your health", "disab", "illness", "long term condition", "impairment", "pregnan",
        "medical", "mental health", "medication", "carer ",
      ]
    ),
    (
      "sexual orientation or sex life", true, false,
      ["sexual", "sexuality", "gay ", "lesbian", "bisexual", "lgbt", "orientation "]
    ),
    (
      "gender identity", true, false,
      ["gender you", "gender identity", "transgender", "trans ", "registered at birth"]
    ),
    (
      "political opinions or a trade union", true, false,
      ["politic", "trade union", "which party", "you vote", "voted"]
    ),
    ("offences", true, false, ["convict", "criminal record", "been arrested", "offended", "prison"]),
    (
      "a name or how to reach somebody", false, true,
      [
        "your name", "full name", "first name", "surname", "email", "e mail", "telephone", "phone number",
        "mobile",
        "your address", "home address", "signature",
      ]
    ),
    (
      "where somebody lives", false, false,
      ["postcode", "post code", "street", "where do you live", "which ward", "area you live"]
    ),
    (
      "nationality or migration", false, false,
      [
        "nationalit", "citizenship", "born ", "asylum", "refugee", "immigra", "country of", "first language",
        "main language",
      ]
    ),
    (
      "age", false, false,
      ["old are you", "your age", "age ", "age group", "date of birth", "birthday", "year of birth"]
    ),
    ("sex or gender", false, false, ["sex ", "gender "]),
    ("marriage or partnership", false, false, ["marital", "married", "civil partner"]),
    (
      "work, school or income", false, false,
      ["occupation", "your job", "job title", "employer", "which school", "income", "salary", "earn "]
    ),
  ]
}
