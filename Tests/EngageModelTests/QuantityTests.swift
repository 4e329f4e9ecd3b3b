import EngageModel
import Testing

@Suite("Numbers of people")
struct QuantityTests {
  static let samples = [
    Quantity(0), Quantity(52), Quantity(1300, .over), Quantity(500, .almost), Quantity(40, .about), .unknown,
  ]

  @Test(
    "Quantities are read as written and written as read",
    arguments: [
      ("52", "52"), ("over 1300", "over 1300"), ("almost 1,300", "almost 1300"), ("about 40", "about 40"),
      ("unknown", "unknown"), ("0", "0"),
    ])
  func reading(_ text: String, _ written: String) {
    #expect(Quantity(text)?.description == written)
  }

  @Test(
    "What is no quantity",
    arguments: [
      "", "many", "over", "over many", "over 10 people", "-3", "1.5", "exact 4", "unknown 4", "12345678901",
      "٣",
    ])
  func refused(_ text: String) {
    #expect(Quantity(text) == nil)
  }

  @Test("Sums do not depend on order, and nothing added changes nothing")
  func laws() {
    for one in Self.samples {
      #expect(one + Quantity(0) == one)
      for other in Self.samples {
        #expect(one + other == other + one)
        for third in Self.samples {
          #expect((one + other) + third == one + (other + third), "\(one), \(other), \(third)")
        }
      }
    }
  }

  @Test("A sum keeps the qualifier")
  func qualifiers() {
    #expect((Quantity(52) + Quantity(1300, .over)).description == "over 1352")
    #expect((Quantity(5, .over) + Quantity(6, .over)).description == "over 11")
    #expect((Quantity(5, .over) + Quantity(6, .almost)).description == "about 11")
    #expect((Quantity(5, .over) + Quantity(6, .about)).description == "about 11")
    #expect((Quantity(5) + .unknown) == .unknown)
    #expect((Quantity(5) + Quantity(6)).exactValue == 11)
    #expect(Quantity(5, .about).exactValue == nil)
  }
}
