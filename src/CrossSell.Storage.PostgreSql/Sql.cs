using CrossSell.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Storage.PostgreSql;

/// <summary>Typed parameters, so that a null is a null of the right type.</summary>
internal static class Sql
{
    public static NpgsqlParameter Text(string? value) => Of(NpgsqlDbType.Text, value);

    public static NpgsqlParameter Text(SubjectKey value) => Of(NpgsqlDbType.Text, value.ToString());

    public static NpgsqlParameter Texts(IEnumerable<string> values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Text, values.ToArray());

    public static NpgsqlParameter At(DateTimeOffset? value) => Of(NpgsqlDbType.TimestampTz, value?.UtcDateTime);

    public static NpgsqlParameter Span(TimeSpan value) => Of(NpgsqlDbType.Interval, value);

    public static NpgsqlParameter Day(DateOnly value) => Of(NpgsqlDbType.Date, value);

    public static NpgsqlParameter Small(int? value) => Of(NpgsqlDbType.Smallint, (short?)value);

    public static NpgsqlParameter Int(int value) => Of(NpgsqlDbType.Integer, value);

    public static NpgsqlParameter Big(long value) => Of(NpgsqlDbType.Bigint, value);

    public static NpgsqlParameter Bit(bool value) => Of(NpgsqlDbType.Boolean, value);

    public static NpgsqlParameter Id(Guid? value) => Of(NpgsqlDbType.Uuid, value);

    public static NpgsqlParameter Money(decimal? value) => Of(NpgsqlDbType.Numeric, value);

    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        NpgsqlBatchCommand command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (NpgsqlParameter parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>Where a volume lies: on a shard of its own, apart from those who take from it.</summary>
    public static string RootOf(VolumeKey name) => $"volume:{name.Key}/{name.Period}";

    /// <summary>Where an objection lies that must outlive its customer.</summary>
    public static string RootOf(ContactPointHash subject) => $"objection:{subject}";

    public static string? Maybe(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Instant(this NpgsqlDataReader row, int column) => new(row.GetDateTime(column).Ticks, TimeSpan.Zero);

    public static DateTimeOffset? MaybeInstant(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    private static NpgsqlParameter Of(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
