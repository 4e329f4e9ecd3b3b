import EngageSQLite
import EngageStore
import EngageTesting
import Testing

@Suite struct SQLiteContractTests {
  @Test("The store on SQLite", arguments: ResponseStoreContract.checks)
  func keepsTheContract(_ check: ResponseStoreContract.Check) throws {
    let folder = ScratchFolder()
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try check.run(
      StoreUnderTest(make: { try SQLiteStore(path: path) }, reopen: { _ in try SQLiteStore(path: path) }))
    #expect(try SQLiteStore(path: path).doctor() == [])
  }
}
