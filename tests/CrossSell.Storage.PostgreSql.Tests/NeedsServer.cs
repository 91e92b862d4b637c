namespace CrossSell.Storage.PostgreSql.Tests;

[CollectionDefinition(nameof(PostgreSqlServer))]
public sealed class PostgreSqlServerGroup : ICollectionFixture<PostgreSqlServer>;

/// <summary>Skipped where no server is installed.</summary>
internal static class NeedsServer
{
    public static string? Reason =>
        PostgreSqlServer.Binaries is not null || Environment.GetEnvironmentVariable("CROSSSELL_REQUIRE_POSTGRES") == "1" ? null : "PostgreSQL is not installed.";
}

internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = NeedsServer.Reason;
}

internal sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute() => Skip = NeedsServer.Reason;
}
