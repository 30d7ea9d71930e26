namespace Xtablo.Web.Shared;

/// <param name="Reference">Finds the request in the log; shown only when the fault is ours.</param>
public sealed record StatusModel(int Status, string Reference);
