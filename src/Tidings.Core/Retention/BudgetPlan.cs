namespace Tidings.Retention;

/// <summary>What is to be done for a budget.</summary>
/// <param name="Level">How far it is used.</param>
/// <param name="Seal">This much should lie in sealed hours, the oldest; 0 for nothing.</param>
/// <param name="Remove">This much must go, from the oldest hours; 0 for nothing.</param>
public readonly record struct BudgetPlan(BudgetLevel Level, long Seal, long Remove);
