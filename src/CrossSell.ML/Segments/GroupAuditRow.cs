namespace CrossSell.ML;

/// <summary>How a model treats one group of customers.</summary>
/// <param name="Group">The group.</param>
/// <param name="Customers">How many there are, by weight.</param>
/// <param name="MeanProbability">The mean of what was predicted, 0 to 1.</param>
/// <param name="ObservedRate">The share that bought, 0 to 1. Far from <paramref name="MeanProbability"/>: the model is unfair to the group, or to the others.</param>
/// <param name="Auc">How well it tells the group's buyers from its others, 0 to 1; null where one kind is missing.</param>
/// <param name="SelectedShare">The share of the group among whom would be contacted, 0 to 1; customers who tie at the border count in part.</param>
public sealed record GroupAuditRow(string Group, double Customers, double MeanProbability, double ObservedRate, double? Auc, double SelectedShare);
