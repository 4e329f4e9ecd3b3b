// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// One room of the house: its name says what it holds, its dependencies are the only arrows it may draw.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a room live in `Tests/<room>Tests` and may use the law kit; files that are no sources are excluded.
func tests(_ room: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: [.byName(name: room), "EngageTesting"] + dependencies,
    exclude: exclude,
    swiftSettings: settings)
}

/// Every analysis is a folder in `Plugins/` and is listed here once.
let plugins = [
  "Attendance", "BeforeAfter", "Campaigns", "Coding", "Crosstab", "EqualityProfile", "Frequencies",
  "NetPromoter", "Numeric", "Ranking", "Scales", "Stance", "Targets", "ThemeCounts", "Timeline",
  "Weights",
]

let analysisRooms: [Target.Dependency] = [
  "EngageModel", "EngageReport", "EngageAnalysis", "EngageStatistics", "EngageText",
]

let pluginTargets: [Target] = plugins.flatMap { name -> [Target] in
  [
    .target(
      name: name, dependencies: analysisRooms, path: "Plugins/\(name)/Sources",
      swiftSettings: settings),
    .testTarget(
      name: "\(name)Tests",
      dependencies: [.byName(name: name), "EngageTesting", "EngageFiles", "EngageDisclosure"] + analysisRooms,
      path: "Plugins/\(name)/Tests", swiftSettings: settings),
  ]
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "engage",
  products: [.executable(name: "engage", targets: ["engage"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(
      name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CReadStat", providers: [.apt(["libreadstat-dev"])]),
    .systemLibrary(name: "CClp", pkgConfig: "clp", providers: [.apt(["coinor-libclp-dev"])]),

    .target(name: "CTerminal"),

    room("EngageModel"),
    room("EngageColumns"),
    room("EngageReport"),
    room("EngageStatistics"),
    room("EngageText", ["EngageModel", "CStemmer"]),
    room("EngageAnalysis", ["EngageModel", "EngageReport"]),
    room("EngageFiles", ["EngageModel", yams]),
    .target(
      name: "EngagePluginProtocol", dependencies: ["EngageModel", "EngageReport", "EngageAnalysis"],
      exclude: ["PROTOCOL.md"], swiftSettings: settings),
    room(
      "EngagePluginHost",
      ["EngageModel", "EngageReport", "EngageAnalysis", "EngagePluginProtocol", "CLinux"]),
    room("EngageSheets", ["CXLSXWriter", "CXXHash", "CLinux", "CZip", "CExpat", "CReadStat"]),
    .executableTarget(
      name: "EngageFuzz", dependencies: ["EngageSheets", "CZip"], swiftSettings: settings),
    .target(
      name: "EngageImport", dependencies: ["EngageModel", "EngageSheets"], exclude: ["README.md"],
      swiftSettings: settings),
    room("EngageExport", ["EngageModel", "EngageSheets"]),
    room("EngageStore", ["EngageModel", "CNettle"]),
    .target(
      name: "EngageSealing", dependencies: ["CNettle"], exclude: ["FORMAT.md"], swiftSettings: settings),
    room("EngageSQLite", ["EngageModel", "EngageStore", "CNettle", grdb, grdbSQLite]),
    room("EngageDisclosure", ["EngageModel", "EngageReport", "CClp", "CNettle"]),
    .executableTarget(
      name: "EngageDisclosureProbe", dependencies: ["EngageDisclosure"], swiftSettings: settings),
    room("EngageRender", ["EngageReport", "EngageSheets", "EngageColumns"]),
    room("EngageWorkbook", ["EngageReport", "EngageSheets"]),
    room("EngageEntry", ["EngageModel", "EngageStore"]),
    room("EngageTerminal", ["EngageModel", "EngageEntry", "EngageColumns", "CTerminal"]),
    .executableTarget(
      name: "EngageTerminalProbe", dependencies: ["EngageEntry", "EngageTerminal"], swiftSettings: settings),
    room(
      "EngageTesting",
      [
        "EngageModel", "EngageReport", "EngageAnalysis", "EngageText", "EngageStore", "EngageFiles",
        "EngageColumns", "EngageDisclosure",
      ]),
    .executableTarget(
      name: "engage",
      dependencies: [
        "EngageModel", "EngageReport", "EngageStatistics", "EngageText", "EngageAnalysis", "EngageFiles",
        "EngageSheets", "EngageImport", "EngageExport", "EngageStore", "EngageSQLite", "EngageRender",
        "EngageWorkbook", "EngageEntry", "EngageTerminal", "EngageColumns", "EngagePluginHost",
        "EngageDisclosure", "EngageSealing",
        arguments,
      ] + plugins.map { .byName(name: $0) },
      swiftSettings: settings),

    tests("EngageModel"),
    tests("EngageColumns"),
    tests("EngageReport"),
    tests("EngageStatistics"),
    tests("EngageText", ["EngageModel"]),
    tests("EngageAnalysis", ["EngageModel", "EngageReport", "EngageStore"]),
    tests(
      "EngagePluginProtocol", ["EngageModel", "EngageReport", "EngageAnalysis"], exclude: ["Golden"]),
    tests(
      "EngagePluginHost",
      ["EngageModel", "EngageReport", "EngageAnalysis", "EngageFiles", "EngagePluginProtocol"],
      exclude: ["Fixtures"]),
    tests("EngageFiles", ["EngageModel", "EngageText"]),
    tests("EngageSheets", ["EngageFuzz"]),
    tests("EngageImport", ["EngageModel", "EngageSheets", "EngageFiles"], exclude: ["Fixtures"]),
    tests(
      "EngageExport", ["EngageModel", "EngageSheets", "EngageFiles", "EngageImport"], exclude: ["Golden"]),
    tests("EngageStore", ["EngageModel"]),
    tests("EngageSealing"),
    tests("EngageSQLite", ["EngageModel", "EngageStore", grdb], exclude: ["Fixtures"]),
    tests(
      "EngageDisclosure", ["EngageModel", "EngageReport", "EngageExport"], exclude: ["Kernel/attacker.py"]),
    tests("EngageRender", ["EngageReport", "EngageSheets", "EngageColumns"], exclude: ["Golden"]),
    tests("EngageWorkbook", ["EngageReport", "EngageSheets"], exclude: ["Golden"]),
    tests(
      "EngageEntry",
      [
        "EngageModel", "EngageStore", "EngageSQLite", "EngageFiles", "EngageAnalysis", "EngageReport",
        "Attendance",
      ]),
    tests(
      "EngageTerminal", ["EngageEntry", "EngageColumns", "EngageTerminalProbe"], exclude: ["Golden"]),
    .testTarget(
      name: "engageTests",
      dependencies: [
        "engage", "EngageTesting", "EngageModel", "EngageReport", "EngageAnalysis", "EngageFiles",
        "EngageStatistics", "EngageStore", "EngageSQLite", "EngageEntry", "EngageDisclosure", arguments,
      ],
      exclude: ["Golden"],
      swiftSettings: settings),
  ] + pluginTargets,
  swiftLanguageModes: [.v6]
)
