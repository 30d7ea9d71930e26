namespace Xtablo.Web.Shared;

/// <param name="Reference">Identifies the request in the log; shown only when the fault is the server's.</param>
public sealed record StatusModel(int Status, string Reference);
