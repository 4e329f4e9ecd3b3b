import EngageFiles
import EngageModel
import Foundation
import Testing

@Suite("Safeguarding contacts")
struct SafeguardingFileTests {
  private func read(_ text: String) -> Reading<SafeguardingContacts> {
    SafeguardingFile.read(text: text, path: "safeguarding.yaml")
  }

  @Test("what is written is shown in lines, what to do at once first")
  func lines() throws {
    let contacts = try read(
      """
      contacts:
        - {name: "Jo Bloggs", role: "safeguarding lead", phone: "01926 000000", hours: "Monday to Friday"}
        - {role: "Council out of hours", phone: "01926 000001", email: duty@example.org}
      note: "Then tell the trustees."
      """
    ).get()
    #expect(
      contacts.lines == [
        "Somebody is in danger now: ring 999.", "The police, where it is no emergency: 101.",
        "Jo Bloggs, safeguarding lead: 01926 000000 (Monday to Friday)",
        "Council out of hours: 01926 000001, duty@example.org", "Then tell the trustees.",
      ])
    #expect(contacts.isFilledIn)
  }

  @Test("the organisation's own words for an emergency take the place of the usual ones")
  func emergency() throws {
    let contacts = try read(
      "emergency: \"Ring 112.\"\ncontacts: [{name: Jo, phone: \"112 233\"}]"
    ).get()
    #expect(contacts.lines == ["Ring 112.", "Jo: 112 233"])
  }

  @Test("the file of a new workspace is to be filled in, and says so", arguments: [true, false])
  func starter(isThere: Bool) throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "engage-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    _ = try Workspace.create(at: root)
    if !isThere { try FileManager.default.removeItem(atPath: root + "/safeguarding.yaml") }
    let reading = Workspace(at: root).safeguarding()
    #expect(reading.diagnostics.map(\.rule) == ["no-safeguarding-contact"])
    #expect(reading.diagnostics.map(\.file) == ["safeguarding.yaml"])
    let contacts = try reading.get()
    #expect(!contacts.isFilledIn)
    #expect(contacts.lines.last?.contains("safeguarding.yaml") == true)
    #expect(!contacts.lines.contains { $0.contains("TO BE FILLED IN") })
  }

  @Test(
    "every mistake names its place",
    arguments: [
      BrokenFile("missing-key", in: "contacts:\n  - 1️⃣phone: \"01926 000000\""),
      BrokenFile("unreachable-contact", in: "contacts:\n  - 1️⃣name: Jo"),
      BrokenFile("bad-phone", in: "contacts:\n  - {name: Jo, phone: 1️⃣weekdays}"),
      BrokenFile("bad-email", in: "contacts:\n  - {name: Jo, email: 1️⃣jo}"),
      BrokenFile(
        "unknown-key", in: "contacts:\n  - {name: Jo, phone: \"01926 000000\", 1️⃣tel: x}", says: "phone"),
      BrokenFile(
        "unknown-key", in: "1️⃣contact: []\ncontacts: [{name: Jo, phone: \"999 000\"}]", says: "contacts"),
      BrokenFile("no-safeguarding-contact", in: "1️⃣contacts: []"),
    ])
  func mistakes(_ file: BrokenFile) {
    file.expectProblems { read($0) }
  }
}
