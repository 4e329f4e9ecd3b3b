import EngageEntry
import EngageModel
import EngageSQLite
import EngageStore
import Foundation
import Testing

@Suite("Settling on disk") struct SettledOnDiskTests {
  @Test("What was decided outlives the program, and the settled form is what the store holds") func disk()
    throws
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keying-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("engage.sqlite").path
    let points = { (agreed: Int) in
      ResponseDetails(table: TableNotes(points: ["concerns": [TablePoint(text: "Litter", agreed: agreed)]]))
    }
    let evening = KeyingCase(store: try SQLiteStore(path: path))
    let id = try evening.first("R-1", "role=faith; topics=hate; concerns=Litter")
    try evening.second(of: id, "role=professional; topics=hate+knives; concerns=!not_asked")
    let table = try evening.first("T1", "concerns=Litter", unit: .table, people: 8, details: points(4))
    try evening.second(of: table, "concerns=Litter", unit: .table, people: 8, details: points(5))
    var form = try evening.adjudication()
    try form.press("2")
    let reopened = KeyingCase(store: try SQLiteStore(path: path))
    var again = try reopened.adjudication()
    #expect(again.screen.earlier.map(\.answer) == ["Professional"])
    try again.press("2⏎2⏎")
    #expect(again.isFinished && again.settledCount == 2)
    let last = KeyingCase(store: try SQLiteStore(path: path))
    #expect(try last.stored(id) == "person #R-1 role=professional topics=hate+knives concerns=!not_asked")
    let form1 = try #require(try last.store.response(id))
    #expect(form1.details?.hidden == ["concerns": .text("Litter")])
    #expect(
      try last.store.response(table)?.details?.table?.points["concerns"]?.map(\.agreed) == [5])
    #expect(try last.forms.map(\.state) == [.settled, .settled])
  }
}
