import EngageTesting
import EngageText

/// Made-up identifiers in sentences, each disguised in some way: which are to be found is known.
struct IdentifierVariants {
  struct Case {
    let kind: PersonalDataHint.Kind
    let identifier: String
    let text: String
  }

  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  static let kinds: [PersonalDataHint.Kind] = [
    .postcode, .nhsNumber, .nationalInsurance, .telephone, .email, .webAddress, .socialHandle,
    .carRegistration,
    .birthDate, .bankCard, .bankAccount,
  ]

  mutating func cases(_ count: Int) -> [Case] {
    (0..<count).map { number in
      let kind = IdentifierVariants.kinds[number % IdentifierVariants.kinds.count]
      return variant(of: kind)
    }
  }

  private mutating func variant(of kind: PersonalDataHint.Kind) -> Case {
    let plain: String
    switch kind {
    case .postcode: plain = postcode()
    case .nhsNumber: plain = healthNumber()
    case .nationalInsurance: plain = insurance()
    case .telephone: plain = telephone()
    case .email: plain = email()
    case .webAddress: plain = web()
    case .socialHandle: plain = handle()
    case .carRegistration: plain = car()
    case .birthDate: plain = date()
    case .bankCard: plain = card()
    default: plain = pick(["12-34-56 ", "20-00-00 ", "40 47 84 "]) + digits(8)
    }
    let written = disguised(plain, kind)
    let (before, after) = surroundings(of: kind)
    return Case(kind: kind, identifier: written, text: before + written + after)
  }

  // MARK: Parts

  mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
  }
  mutating func letters(_ from: String, _ count: Int) -> String {
    let all = Array(from)
    return String((0..<count).map { _ in pick(all) })
  }

  // MARK: Identifiers

  private mutating func postcode() -> String {
    if chance(2) { return "GIR 0AA" }
    let outward = pick([
      "M1", "B3", "L8", "N9", "E1", "S6", "G4", "B33", "M60", "L22", "N17", "CR2", "CV6", "LE3", "SO1", "DN5",
      "CV21",
      "CV11", "DN55", "LE10", "BT48", "AB10", "W1A", "E1W", "N1C", "EC1A", "SW1A", "WC2N", "SE1P", "PO30",
      "TN9",
    ])
    let inward = digits(1) + letters("ABDEFGHJLNPQRSTUWXYZ", 2)
    return outward + pick([" ", " ", " ", "", "  ", "   "]) + inward
  }

  private mutating func healthNumber() -> String {
    while true {
      let first = pick(["4", "6", "7", "9", "3"]) + digits(8)
      let numbers = first.compactMap(\.wholeNumberValue)
      let check = (11 - (0..<9).reduce(0) { $0 + numbers[$1] * (10 - $1) } % 11) % 11
      guard check < 10 else { continue }
      let all = Array(first + String(check))
      let gap = pick([" ", " ", "-", "", ".", "  "])
      return String(all[0..<3]) + gap + String(all[3..<6]) + gap + String(all[6...])
    }
  }

  private mutating func insurance() -> String {
    while true {
      let prefix = letters("ABCEGHJKLMNOPRSTWXYZ", 1) + letters("ABCEGHJKLMNPRSTWXYZ", 1)
      if ["BG", "GB", "NK", "KN", "NT", "TN", "ZZ"].contains(prefix) { continue }
      let gap = pick(["", " ", " ", "-", "  "])
      let numbers = [digits(2), digits(2), digits(2)].joined(separator: gap)
      return prefix + gap + numbers + gap + letters("ABCD", 1)
    }
  }

  private mutating func telephone() -> String {
    let mobile = "7" + pick(["7", "4", "5", "9", "8"]) + digits(2)
    let number: String
    switch Int.random(in: 0..<10, using: &random) {
    case 0: number = "0\(mobile)\(digits(6))"
    case 1: number = "0\(mobile) \(digits(6))"
    case 2: number = "0\(mobile) \(digits(3)) \(digits(3))"
    case 3: number = "(01926) \(pick(["4", "7"]))\(digits(5))"
    case 4: number = "024 7\(digits(3)) \(digits(4))"
    case 5: number = "+44 \(mobile) \(digits(6))"
    case 6: number = "+44 (0)\(mobile) \(digits(6))"
    case 7: number = "0044 1926 \(digits(6))"
    case 8: number = "01788-\(digits(3))-\(digits(3))"
    default: number = "020.7946.\(digits(4))"
    }
    return chance(12) ? number + pick([" ext 21", " x104", " ext. 7", " extension 300"]) : number
  }

  private mutating func email() -> String {
    let name = pick([
      "anna.k", "j_smith", "gurpreet", "o.connor99", "info+survey", "mary-jane", "ahmed", "z.kowalska",
    ])
    let host = pick(["example", "gmail", "hotmail", "my-charity", "mail.example"])
    let end = pick(["org", "com", "co.uk", "org.uk", "net"])
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return "\(name) at \(host.replacing(".", with: " dot ")) dot \(end.replacing(".", with: " dot "))"
    case 1: return "\(name)[at]\(host)[dot]\(end.replacing(".", with: "[dot]"))"
    case 2: return "\(name) (at) \(host).\(end)"
    case 3: return "\(name) @ \(host).\(end)"
    default: return "\(name)@\(host).\(end)"
    }
  }

  private mutating func web() -> String {
    let host =
      pick(["example", "my-blog", "annas-cakes", "gurdwara-rugby"]) + "."
      + pick(["org", "com", "co.uk", "net", "org.uk"])
    return pick(["https://", "http://", "www.", "https://www.", "", "HTTP://"]) + host
      + pick(["", "", "/anna", "/p/12?x=1", "/a-b_c.html"])
  }

  private mutating func handle() -> String {
    "@" + pick(["anna", "gurpreet", "Jay", "zed", "the_real"]) + pick(["_k", "99", ".smith", "_1985", "x"])
  }

  private mutating func car() -> String {
    let three = "ABCDEFGHJKLMNOPRSTUVWXYZ"
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      return pick(["A", "B", "H", "K", "M", "P", "R", "T", "V", "Y"])
        + String(Int.random(in: 100...999, using: &random))
        + pick([" ", ""]) + letters(three, 3)
    case 1:
      return letters(three, 3) + pick([" ", ""]) + String(Int.random(in: 100...999, using: &random))
        + pick(["A", "D", "K", "P", "S", "Y"])
    default:
      return letters("ABCDEFGHKLMNOPRSVWY", 2) + pick(["02", "12", "19", "24", "51", "67", "73"])
        + pick([" ", " ", ""])
        + letters(three, 3)
    }
  }

  private mutating func date() -> String {
    let day = Int.random(in: 1...28, using: &random)
    let month = Int.random(in: 1...12, using: &random)
    let year = Int.random(in: 1930...2015, using: &random)
    let name = pick([
      "January", "Feb", "March", "Apr", "May", "June", "July", "Aug", "Sept", "October", "Nov", "December",
    ])
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "\(day)/\(month)/\(year)"
    case 1:
      return
        "\(day < 10 ? "0" : "")\(day).\(month < 10 ? "0" : "")\(month).\(year % 100 < 10 ? "0" : "")\(year % 100)"
    case 2: return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    case 3: return "\(day) \(name) \(year)"
    case 4: return "\(day)th of \(name), \(year)"
    case 5: return "\(name) \(day), \(year)"
    case 6: return "\(day)-\(month)-\(year)"
    default: return "\(day) \(name) ’\(year % 100 < 10 ? "0" : "")\(year % 100)"
    }
  }

  private mutating func card() -> String {
    var numbers = ([4] + (0..<14).map { _ in Int.random(in: 0...9, using: &random) })
    let sum = numbers.reversed().enumerated().reduce(0) { sum, next in
      let value = next.offset % 2 == 0 ? next.element * 2 : next.element
      return sum + (value > 9 ? value - 9 : value)
    }
    numbers.append((10 - sum % 10) % 10)
    let gap = pick([" ", "-", "", "  "])
    return stride(from: 0, to: 16, by: 4).map { numbers[$0..<$0 + 4].map(String.init).joined() }.joined(
      separator: gap)
  }
}
