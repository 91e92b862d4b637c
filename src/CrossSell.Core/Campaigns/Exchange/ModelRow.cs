namespace CrossSell.Campaigns;

/// <summary>One row of a linear program.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Title">What it stands for.</param>
/// <param name="IsMinimum">Whether the members must reach the limit rather than keep it.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Members">The candidates and what each takes.</param>
internal sealed record ModelRow(string Name, string Title, bool IsMinimum, decimal Limit, (int Candidate, decimal Amount)[] Members);
