// The SharedWorker of an account in one language: one switchboard for its tabs. Its name begins with the account.
import { Switchboard } from "./switchboard.js";

const switchboard = new Switchboard(self.name.split(" ")[0]);
self.onconnect = ({ ports: [port] }) => switchboard.serve(port);
