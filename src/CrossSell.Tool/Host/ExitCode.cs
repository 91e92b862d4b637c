namespace CrossSell.Tool;

/// <summary>How the process ends.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The command was understood but could not be done, or was stopped.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong; nothing was read or written.</summary>
    public const int Usage = 2;

    /// <summary>What was asked about is not allowed; everything went well otherwise.</summary>
    public const int Refused = 3;
}
