import EngageReport

extension Report { var merged: [String: [String: [String]]]? { nil } }
