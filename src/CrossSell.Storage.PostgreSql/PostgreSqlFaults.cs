using System.Net.Sockets;
using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>The server's and the driver's errors as faults of a ledger. The message names the state, never the values.</summary>
internal static class PostgreSqlFaults
{
    /// <summary>Whether the server asks to be asked again: nothing was written.</summary>
    public static bool IsWorthTrying(Exception error) => error switch
    {
        PostgresException { SqlState: "40001" or "40P01" or "55P03" } => true,
        PostgresException server => server.IsTransient,
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => true,
        NpgsqlException driver => driver.IsTransient,
        _ => false,
    };

    public static LedgerException Of(Exception error) => error switch
    {
        PostgresException server => new LedgerException(
            server.SqlState switch
            {
                "53100" => LedgerFault.DiskFull,
                "25006" => LedgerFault.ReadOnly,
                "42P01" or "42703" or "3F000" => LedgerFault.WrongSchema,
                "40001" or "40P01" or "55P03" => LedgerFault.Busy,
                ['2', '3', ..] or ['X', 'X', ..] => LedgerFault.Corrupt,
                _ => LedgerFault.Unavailable,
            },
            $"The ledger's server answered with SQLSTATE {server.SqlState}.",
            error),
        _ => new LedgerException(LedgerFault.Unavailable, "The ledger's server could not be reached.", error),
    };
}
