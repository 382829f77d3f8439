namespace Tidings.Tests.Durability.Schedules;

/// <summary>Something that must stay true was found not to be.</summary>
sealed class ScheduleViolationException(string message) : Exception(message);
