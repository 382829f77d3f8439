namespace Tidings.Retention;

/// <summary>How far a budget is used; each value is the share at which it begins, in percent.</summary>
public enum BudgetLevel
{
    /// <summary>Nothing is to be done.</summary>
    Low = 0,

    /// <summary>Somebody should know.</summary>
    Notice = 70,

    /// <summary>Old hours are sealed, so that they can go even when nothing may be written any more.</summary>
    SealAhead = 85,

    /// <summary>Beyond it posts of old hours go.</summary>
    Remove = 95,
}
