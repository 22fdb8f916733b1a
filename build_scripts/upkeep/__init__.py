"""Commands that change files of the repository: skeletons, records, versions, a release. Each is typed."""
